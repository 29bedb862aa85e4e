import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Prints, as Markdown, what accounts of the running suite are offered along with what they buy (cross-sell) and instead of
 * it (upsell), with the reasons as they are answered. The accounts are not chosen: of those that have ordered anything,
 * with the ids in order, they are every n-th, so that they spread over all. The lists come from previews of a strategy of one kind each: nothing is logged as
 * shown, and nothing is left to chance.
 *
 * <p>Run it with {@code ./suite bench lists [--accounts N] [--items N]} beside a suite that is up.
 */
public class Lists {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String STRATEGY = "printed-lists";
    private static final List<String> STAGES = List.of(
            "AWARENESS", "CONSIDERATION", "DECISION", "PURCHASE", "RETENTION", "ADVOCACY", "DORMANT");
    private static final int MOST_BOUGHT = 3;

    /** Which placement of the strategy has only items of one kind. */
    private static final Map<String, String> KINDS = Map.of(
            "home", "CROSS_SELL",
            "product", "UPSELL",
            "reorder", "REORDER",
            "cart", "CROSS_SELL",
            "checkout", "CROSS_SELL",
            "email", "CROSS_SELL",
            "content", "CROSS_SELL");

    private final String gateway;
    private final String key;

    private Lists(Map<String, String> env) {
        gateway = env.get("GATEWAY_URL");
        key = env.get("ADMIN_KEY");
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, Integer> options = new HashMap<>(Map.of("--accounts", 20, "--items", 5));
        for (int i = 1; i + 1 < args.length; i += 2) {
            options.replace(args[i], Integer.parseInt(args[i + 1]));
        }
        new Lists(env(Path.of(args[0], "env"))).print(options.get("--accounts"), options.get("--items"));
    }

    private void print(int wanted, int items) throws IOException, InterruptedException {
        makeStrategy();
        List<String> all = new ArrayList<>();
        for (String account : accounts()) {
            if (!items(account, "reorder", 1).isEmpty()) {
                all.add(account);
            }
        }
        int count = Math.min(wanted, all.size());
        if (count == 0) {
            throw new IOException("No account has ordered anything: start the suite with its sample data.");
        }
        int step = all.size() / count;
        int upsells = 0;
        int crossSells = 0;
        for (int i = 0; i < count; i++) {
            String account = all.get(i * step + step / 2);
            List<JsonNode> bought = new ArrayList<>(items(account, "reorder", 100));
            bought.sort(Comparator.comparingDouble(
                            (JsonNode item) -> item.path("features").path("orders").asDouble())
                    .reversed());
            List<JsonNode> crossSell = items(account, "home", items);
            List<JsonNode> upsell = items(account, "product", items);
            crossSells += crossSell.size();
            upsells += upsell.size();
            System.out.printf("### Account %s%n%n", account);
            System.out.printf("Buys most: %s.%n%n", bought.isEmpty() ? "nothing yet" : most(bought));
            print("Cross-sell", crossSell);
            print("Upsell", upsell);
        }
        System.out.printf(
                "%d of %d accounts that have ordered (every %d. by id): %d cross-sells, %d upsells.%n",
                count, all.size(), step, crossSells, upsells);
    }

    private static String most(List<JsonNode> bought) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : bought.subList(0, Math.min(MOST_BOUGHT, bought.size()))) {
            int orders = item.path("features").path("orders").asInt();
            texts.add("%s (%d %s)".formatted(item.path("name").asText(), orders, orders == 1 ? "order" : "orders"));
        }
        return String.join(", ", texts);
    }

    private static void print(String kind, List<JsonNode> items) {
        if (items.isEmpty()) {
            System.out.printf("%s: none.%n%n", kind);
            return;
        }
        System.out.printf("| %s | why |%n|---|---|%n", kind);
        for (JsonNode item : items) {
            System.out.printf(
                    "| %s %s | %s |%n",
                    item.path("productId").asText(),
                    item.path("name").asText(),
                    item.path("reason").path("text").asText());
        }
        System.out.println();
    }

    private List<JsonNode> items(String account, String placement, int limit) throws IOException, InterruptedException {
        JsonNode answer = call(
                "POST",
                "/v1/strategies/" + STRATEGY + "/versions/1/preview?account=" + encoded(account) + "&placement="
                        + placement + "&limit=" + limit,
                null);
        List<JsonNode> items = new ArrayList<>();
        answer.path("items").forEach(items::add);
        return items;
    }

    /** Once: versions never change. */
    private void makeStrategy() throws IOException, InterruptedException {
        ObjectNode document = JSON.createObjectNode().put("description", "Lists of one kind each, to be read by people");
        ObjectNode placements = document.putObject("placements");
        KINDS.forEach((placement, kind) -> {
            ObjectNode slots = placements.putObject(placement);
            slots.putArray("fill").add(kind);
            slots.putObject("noStage").put(kind, 1);
            ObjectNode stages = slots.putObject("stages");
            STAGES.forEach(stage -> stages.putObject(stage).put(kind, 1));
        });
        if (status("GET", "/v1/strategies/" + STRATEGY + "/versions/1") != 200) {
            call("POST", "/v1/strategies/" + STRATEGY + "/versions", JSON.writeValueAsString(document));
        }
    }

    /** In the order of their ids. */
    private List<String> accounts() throws IOException, InterruptedException {
        TreeSet<String> accounts = new TreeSet<>();
        String page = "";
        while (page != null) {
            JsonNode answer = call("GET", "/v1/accounts?pageSize=1000" + page, null);
            answer.path("accounts").forEach(account -> accounts.add(account.path("id").asText()));
            JsonNode next = answer.path("nextPageToken");
            page = next.isTextual() ? "&pageToken=" + encoded(next.asText()) : null;
        }
        return List.copyOf(accounts);
    }

    private JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = send(method, path, body);
        if (response.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + " answered " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private int status(String method, String path) throws IOException, InterruptedException {
        return send(method, path, null).statusCode();
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path))
                .header("Authorization", "Bearer " + key)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, String> env(Path file) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return values;
    }
}
