package io.desirepath.images;

import io.desirepath.local.console.Sentence;
import io.desirepath.local.folder.SuiteEnv;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The calls that a suite usually gets, a few rounds of them: what they need is what a cache shall hold. */
final class Exercise {

    private static final int ROUNDS = 7;
    private static final int ACCOUNTS = 10;
    private static final List<String> EVENTS =
            List.of("Product Viewed", "Product Added", "Quote Requested", "Products Searched", "Content Viewed");
    private static final List<String> READS = List.of(
            "/v1/accounts/%s/recommendations?placement=home",
            "/v1/accounts/%s/recommendations?placement=product&items=p1",
            "/v1/accounts/%s/recommendations?placement=cart&items=p1,p2&explain=true",
            "/v1/accounts/%s/reorder",
            "/v1/accounts/%s",
            "/v1/accounts/%s/journey",
            "/v1/accounts/%s/journey/timeline?pageSize=10");

    private final SuiteEnv env;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private int calls;

    Exercise(SuiteEnv env) {
        this.env = env;
    }

    /**
     * Makes the calls. What they answer does not matter, since an account is unknown until feeds have brought it; only
     * what goes wrong in a service does.
     *
     * @return how many there were
     * @throws Sentence if one is answered with 5xx
     */
    int run() throws IOException, InterruptedException {
        call("/openapi", "");
        for (int round = 0; round < ROUNDS; round++) {
            for (int account = 0; account < ACCOUNTS; account++) {
                call("/v1/batch", batch(round, account));
                call(READS.get((round + account) % READS.size()).formatted("a" + account), "");
            }
            call("/v1/segments?pageSize=10", "");
            call("/v1/segments/stage-consideration/members?pageSize=10", "");
            call("/v1/stages", "");
            call("/v1/products?pageSize=10", "");
            call("/v1/personas", "");
        }
        return calls;
    }

    private String batch(int round, int account) {
        String id = "exercise-" + round + "-" + account;
        Instant at = start.minus(ROUNDS - round, ChronoUnit.HOURS);
        String context = "\"userId\":\"c%1$d\",\"timestamp\":\"%2$s\",\"context\":{\"groupId\":\"a%1$d\"}"
                .formatted(account, at);
        String line = "{\"product_id\":\"p%d\",\"name\":\"Product\",\"quantity\":2,\"price\":1.5}";
        return """
                {"batch":[{"type":"identify","messageId":"%1$s-i",%2$s,"traits":{"email":"c%3$d@buyer.example"}},\
                {"type":"track","messageId":"%1$s-t",%2$s,"event":"%4$s","properties":{"product_id":"p%5$d"}},\
                {"type":"track","messageId":"%1$s-o",%2$s,"event":"Order Completed","properties":\
                {"order_id":"%1$s","currency":"EUR","products":[%6$s,%7$s]}}]}""".formatted(
                        id,
                        context,
                        account,
                        EVENTS.get(round % EVENTS.size()),
                        round % 7,
                        line.formatted(round % 7),
                        line.formatted((round + account) % 7));
    }

    private void call(String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(env.gateway() + path))
                .header("Authorization", "Bearer " + env.adminKey())
                .header("Content-Type", "application/json");
        HttpResponse<String> answer = http.send(
                body.isEmpty()
                        ? request.build()
                        : request.POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 500) {
            throw new Sentence(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        calls++;
    }
}
