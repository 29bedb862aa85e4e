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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the two reads take under light load: one client, one call after the other, the calls taken in turn, each
 * beside a static page of the same gateway as the baseline. Times are in milliseconds; the ratio is of medians.
 *
 * <p>Run it with {@code ./suite bench reads [ROUNDS]} beside a suite that is up.
 */
public class Reads {

    private static final int WARM_UP = 300;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, String> env = env(Path.of(args[0], "env"));
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
        String gateway = env.get("GATEWAY_URL");
        String key = env.get("ADMIN_KEY");
        List<String> accounts = accounts(gateway, key);
        double[] page = new double[rounds];
        double[] journey = new double[rounds];
        double[] recommendations = new double[rounds];
        for (int i = -WARM_UP; i < rounds; i++) {
            String account = accounts.get(Math.floorMod(i, accounts.size()));
            int slot = Math.max(i, 0);
            page[slot] = millis(gateway + "/problems/not-found", key);
            journey[slot] = millis(gateway + "/v1/accounts/" + account + "/journey", key);
            recommendations[slot] =
                    millis(gateway + "/v1/accounts/" + account + "/recommendations?placement=home", key);
        }
        System.out.printf("%d calls each, over %d accounts, one at a time%n", rounds, accounts.size());
        System.out.printf("%-34s %8s %8s %8s%n", "call", "p50 ms", "p99 ms", "ratio");
        double baseline = print("static page of the gateway", page, 0);
        print("GET /accounts/{id}/journey", journey, baseline);
        print("GET /accounts/{id}/recommendations", recommendations, baseline);
    }

    private static double print(String call, double[] times, double baseline) {
        Arrays.sort(times);
        double median = times[times.length / 2];
        System.out.printf(
                Locale.ROOT,
                "%-34s %8.2f %8.2f %8.2f%n",
                call,
                median,
                times[times.length * 99 / 100],
                baseline == 0 ? 1 : median / baseline);
        return median;
    }

    private static double millis(String uri, String key) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<String> response = get(uri, key);
        double millis = (System.nanoTime() - start) / 1e6;
        if (response.statusCode() != 200) {
            throw new IOException(uri + " answered " + response.statusCode());
        }
        return millis;
    }

    private static List<String> accounts(String gateway, String key) throws IOException, InterruptedException {
        String body = get(gateway + "/v1/accounts?pageSize=200", key).body();
        Matcher ids = Pattern.compile("\\{\"id\":\"([^\"]+)\"").matcher(body);
        List<String> accounts = new ArrayList<>();
        while (ids.find()) {
            accounts.add(URLEncoder.encode(ids.group(1), StandardCharsets.UTF_8).replace("+", "%20"));
        }
        if (accounts.isEmpty()) {
            throw new IOException("There are no accounts: start the suite with its sample data.");
        }
        return accounts;
    }

    private static HttpResponse<String> get(String uri, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .header("Authorization", "Bearer " + key)
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
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
