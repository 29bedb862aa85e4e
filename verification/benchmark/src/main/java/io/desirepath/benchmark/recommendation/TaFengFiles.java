package io.desirepath.benchmark.recommendation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.local.console.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Next-basket data in the form of Li et al. (A Next Basket Recommendation Reality Check, TOIS 2023): baskets between marks of
 * {@code [-1]}, without dates.
 *
 * @param histories baskets of each user, the oldest first
 * @param futures the basket that follows
 */
record TaFengFiles(
        Map<String, List<List<Integer>>> histories, Map<String, List<List<Integer>>> futures, List<Keys> keys) {

    /** Which users are for what. */
    record Keys(List<String> train, List<String> val, List<String> test) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int END = -1;

    static TaFengFiles read(Path folder) throws IOException {
        List<Keys> keys = new ArrayList<>();
        for (int i = 0; find(folder, "keyset-" + i) != null; i++) {
            JsonNode node = JSON.readTree(open(folder, "keyset-" + i));
            keys.add(new Keys(ids(node.path("train")), ids(node.path("val")), ids(node.path("test"))));
        }
        if (keys.isEmpty()) {
            throw new Sentence("There is no keyset-0.json (or .json.gz) in " + folder + ".");
        }
        return new TaFengFiles(baskets(folder, "history"), baskets(folder, "future"), keys);
    }

    private static Map<String, List<List<Integer>>> baskets(Path folder, String name) throws IOException {
        Map<String, List<List<Integer>>> baskets =
                JSON.readValue(open(folder, name), new TypeReference<Map<String, List<List<Integer>>>>() {});
        baskets.replaceAll((user, all) -> all.stream()
                .filter(basket -> !basket.isEmpty() && basket.getFirst() != END)
                .toList());
        return baskets;
    }

    private static List<String> ids(JsonNode array) {
        List<String> ids = new ArrayList<>();
        array.forEach(id -> ids.add(id.asText()));
        return ids;
    }

    private static InputStream open(Path folder, String name) throws IOException {
        Path file = find(folder, name);
        if (file == null) {
            throw new Sentence("There is no " + name + ".json (or .json.gz) in " + folder + ".");
        }
        InputStream in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    private static @org.jspecify.annotations.Nullable Path find(Path folder, String name) {
        for (String ending : List.of(".json", ".json.gz")) {
            Path file = folder.resolve(name + ending);
            if (Files.exists(file)) {
                return file;
            }
        }
        return null;
    }
}
