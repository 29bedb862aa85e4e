package io.desirepath.gateway.idempotency;

import static io.desirepath.gateway.Calls.get;
import static io.desirepath.gateway.Calls.json;
import static io.desirepath.gateway.Calls.post;
import static io.desirepath.gateway.Neighbours.ADMIN_KEY;
import static io.desirepath.gateway.Neighbours.WRITE_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.gateway.RawClient;
import io.desirepath.gateway.RawClient.Answer;
import io.desirepath.gateway.RunningGateway;
import io.desirepath.gateway.idempotency.domain.Fingerprint;
import io.desirepath.gateway.idempotency.domain.IdempotencyKey;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@RunningGateway
class IdempotencyIT {

    private static final String KEYS = "/v1/api-keys";

    @Inject
    PostgresIdempotency table;

    @ConfigProperty(name = "DESIREPATH_JOURNEY_URL")
    URI journey;

    @ConfigProperty(name = "DESIREPATH_DATABASE_URL")
    String databaseUrl;

    @ConfigProperty(name = "DESIREPATH_DATABASE_OWNER_USERNAME")
    String owner;

    @ConfigProperty(name = "DESIREPATH_DATABASE_OWNER_PASSWORD")
    String ownerPassword;

    @Test
    void theSameRequestAgainGetsTheSameAnswerWithoutTheSecret() throws SQLException {
        String header = header();
        Answer first = post(ADMIN_KEY, KEYS, named("twice"), header);
        Answer again = post(ADMIN_KEY, KEYS, named("twice"), header);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).containsExactly("true");
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        JsonObject expected = json(first);
        String secret = expected.getString("key");
        expected.putNull("key");
        assertThat(json(again)).isEqualTo(expected);
        assertThat(count("api_key", "name = 'twice'")).isEqualTo(1);
        assertThat(count("idempotency", "convert_from(body, 'UTF8') LIKE '%" + secret + "%'"))
                .isZero();
        assertThat(get(secret, "/v1/me").status()).isEqualTo(200);
    }

    @Test
    void aKeyIsRotatedOnce() {
        String id = json(post(ADMIN_KEY, KEYS, named("turned"))).getString("id");
        String header = header();
        Answer first = post(ADMIN_KEY, KEYS + "/" + id + "/rotate", "{}", header);
        Answer again = post(ADMIN_KEY, KEYS + "/" + id + "/rotate", "{}", header);
        assertThat(List.of(first.status(), again.status())).containsExactly(201, 201);
        assertThat(json(again).getString("id")).isEqualTo(json(first).getString("id"));
        assertThat(json(again).getString("key")).isNull();
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() {
        String header = header();
        post(ADMIN_KEY, KEYS, named("one"), header);
        assertProblem(post(ADMIN_KEY, KEYS, named("other"), header), 422, "idempotency-key-reused");
        assertProblem(post(ADMIN_KEY, KEYS + "?x=1", named("one"), header), 422, "idempotency-key-reused");
    }

    @Test
    void twoCallersMayChooseTheSameKey() {
        String header = header();
        JsonObject admin = json(post(ADMIN_KEY, KEYS, named("caller").replace("write", "admin")));
        assertThat(post(ADMIN_KEY, KEYS, named("mine"), header).status()).isEqualTo(201);
        Answer theirs = post(admin.getString("key"), KEYS, named("theirs"), header);
        assertThat(theirs.status()).isEqualTo(201);
        assertThat(json(theirs).getString("name")).isEqualTo("theirs");
    }

    @Test
    void ofManyRequestsAtTheSameTimeOneCreates() throws SQLException {
        for (int round = 0; round < 5; round++) {
            String header = header();
            String body = named("race " + round);
            List<Answer> answers;
            try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                List<CompletableFuture<Answer>> all = IntStream.range(0, 12)
                        .mapToObj(
                                i -> CompletableFuture.supplyAsync(() -> post(ADMIN_KEY, KEYS, body, header), clients))
                        .toList();
                answers = all.stream().map(CompletableFuture::join).toList();
            }
            assertThat(answers).extracting(Answer::status).isSubsetOf(201, 409).contains(201);
            assertThat(answers.stream()
                            .filter(answer -> answer.status() == 201
                                    && answer.header("Idempotency-Replayed").isEmpty()))
                    .hasSize(1);
            assertThat(count("api_key", "name = 'race " + round + "'")).isEqualTo(1);
        }
    }

    @Test
    void whoeverSendsItAgainTooEarlyIsToldToWait() throws SQLException {
        String header = header();
        String path = "/v1/imports?behave=silent";
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            // The service stays silent, and the gateway's patience with imports is three seconds here.
            var first = CompletableFuture.supplyAsync(() -> importing(path, "{}", header), clients);
            Instant deadline = Instant.now().plusSeconds(2);
            String text = header.substring("Idempotency-Key: ".length());
            while (count("idempotency", "key = '" + text + "'") == 0
                    && Instant.now().isBefore(deadline)) {
                Thread.onSpinWait();
            }
            Answer second = importing(path, "{}", header);
            assertProblem(second, 409, "conflict");
            assertThat(second.header("Retry-After")).containsExactly("1");
            assertProblem(first.join(), 503, "upstream-unavailable");
        }
    }

    @Test
    void whoeverComesWhileTheFirstIsAtWorkIsToldToWait() {
        IdempotencyKey key = new IdempotencyKey("key:1", UUID.randomUUID().toString());
        Fingerprint request = Fingerprint.of("POST", "/v1/x", new byte[0]);
        assertThat(table.claim(key, request)).isInstanceOf(ClaimResult.Granted.class);
        assertThat(table.claim(key, request)).isEqualTo(new ClaimResult.InFlight());
        assertThat(table.claim(key, Fingerprint.of("POST", "/v1/y", new byte[0])))
                .isEqualTo(new ClaimResult.Reused());
    }

    @Test
    void aClaimWhoseGatewayDiedCanBeTakenOver() throws SQLException {
        IdempotencyKey key = new IdempotencyKey("key:1", UUID.randomUUID().toString());
        Fingerprint request = Fingerprint.of("POST", "/v1/x", new byte[0]);
        table.claim(key, request);
        asOwner("UPDATE idempotency SET claimed_until = now() - interval '1 second' WHERE key = '" + key.text() + "'");
        assertThat(table.claim(key, request)).isInstanceOf(ClaimResult.Granted.class);
        assertThat(table.claim(key, request)).isEqualTo(new ClaimResult.InFlight());
    }

    @Test
    void aClaimThatIsRenewedCannotBeTakenOver() throws SQLException {
        IdempotencyKey key = new IdempotencyKey("key:1", UUID.randomUUID().toString());
        Fingerprint request = Fingerprint.of("POST", "/v1/x", new byte[0]);
        var granted = (ClaimResult.Granted) table.claim(key, request);
        asOwner("UPDATE idempotency SET claimed_until = now() - interval '1 second' WHERE key = '" + key.text() + "'");
        table.renew(List.of(granted.claim(), UUID.randomUUID()));
        assertThat(table.claim(key, request)).isEqualTo(new ClaimResult.InFlight());
    }

    @Test
    void anAnswerIsForgottenAfterADay() throws SQLException {
        String header = header();
        post(ADMIN_KEY, KEYS, named("daily"), header);
        asOwner("UPDATE idempotency SET created_at = now() - interval '25 hours', claimed_until = now() - interval '25"
                + " hours' WHERE key = '" + header.substring("Idempotency-Key: ".length()) + "'");
        Answer next = post(ADMIN_KEY, KEYS, named("daily"), header);
        assertThat(next.header("Idempotency-Replayed")).isEmpty();
        assertThat(count("api_key", "name = 'daily'")).isEqualTo(2);
        asOwner("UPDATE idempotency SET created_at = now() - interval '25 hours', claimed_until = now() - interval '25"
                + " hours'");
        assertThat(table.prune()).isPositive();
        assertThat(count("idempotency", "true")).isZero();
    }

    @Test
    void aRefusedCreationIsRepeatedAsWell() {
        String header = header();
        Answer first = post(ADMIN_KEY, KEYS, named(""), header);
        assertProblem(first, 400, "invalid-request");
        Answer again = post(ADMIN_KEY, KEYS, named(""), header);
        assertProblem(again, 400, "invalid-request");
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(again.header("Idempotency-Replayed")).containsExactly("true");
    }

    @Test
    void anImportIsPassedOnOnce() {
        String header = header();
        int before = imports();
        Answer first = importing("/v1/imports", "{\"type\":\"track\"}", header);
        Answer again = importing("/v1/imports", "{\"type\":\"track\"}", header);
        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotency-Replayed")).containsExactly("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(imports()).isEqualTo(before + 1);
        assertProblem(importing("/v1/imports", "{\"type\": \"track\"}", header), 422, "idempotency-key-reused");
    }

    @Test
    void ofAnAnswerThatMustNotBeStoredOnlyThatItWasMadeAndWhereIsKept() throws SQLException {
        String header = header();
        Answer first = post(ADMIN_KEY, "/v1/webhooks?behave=secret", "{}", header);
        Answer again = post(ADMIN_KEY, "/v1/webhooks?behave=secret", "{}", header);
        assertThat(first.body()).contains("once");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).containsExactly("true");
        assertThat(again.header("Location")).containsExactly("/v1/made/1");
        assertThat(again.body()).isEmpty();
        assertThat(count("idempotency", "convert_from(body, 'UTF8') LIKE '%once%'"))
                .isZero();
    }

    @Test
    void aFailureIsNotKeptSoThatAskingAgainHelps() {
        String header = header();
        assertProblem(importing("/v1/imports?behave=hang-up", "{}", header), 503, "upstream-unavailable");
        int before = imports();
        Instant deadline = Instant.now().plusSeconds(5);
        // The key is given back when the answer is on its way.
        Answer again = importing("/v1/imports?behave=hang-up", "{}", header);
        while (again.status() == 409 && Instant.now().isBefore(deadline)) {
            again = importing("/v1/imports?behave=hang-up", "{}", header);
        }
        assertProblem(again, 503, "upstream-unavailable");
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(imports()).isGreaterThan(before);
    }

    @RepeatedTest(10)
    void aClientThatLeftWithoutTheAnswerFindsItLater() throws SQLException, InterruptedException {
        String header = header();
        String name = "left " + UUID.randomUUID();
        String body = named(name);
        Instant deadline = Instant.now().plusSeconds(5);
        try (RawClient client = RawClient.toGateway()) {
            client.write(RawClient.head(
                            "POST /v1/api-keys HTTP/1.1",
                            "Authorization: Bearer " + ADMIN_KEY,
                            header,
                            "Content-Length: " + body.length())
                    + body);
            while (count("api_key", "name = '" + name + "'") == 0
                    && Instant.now().isBefore(deadline)) {
                Thread.onSpinWait();
            }
        }
        Answer again = post(ADMIN_KEY, KEYS, body, header);
        while (again.status() == 409 && Instant.now().isBefore(deadline)) {
            Thread.sleep(10);
            again = post(ADMIN_KEY, KEYS, body, header);
        }
        assertThat(again.header("Idempotency-Replayed")).as(again.body()).containsExactly("true");
        assertThat(count("api_key", "name = '" + name + "'")).isEqualTo(1);
    }

    @Test
    void aKeyThatIsNoneIsRefusedAndIngestionNeedsNone() {
        assertProblem(post(ADMIN_KEY, KEYS, named("a"), "Idempotency-Key: a b"), 400, "invalid-request");
        assertProblem(post(ADMIN_KEY, KEYS, named("a"), header(), header()), 400, "invalid-request");
        String header = header();
        assertThat(post(WRITE_KEY, "/v1/track", "{}", header).status()).isEqualTo(200);
        assertThat(post(WRITE_KEY, "/v1/track", "{}", header).header("Idempotency-Replayed"))
                .isEmpty();
    }

    @Test
    void withoutTheTableNothingIsDone() throws SQLException {
        asOwner("ALTER TABLE idempotency RENAME TO idempotency_away");
        try {
            Answer answer = post(ADMIN_KEY, KEYS, named("away"), header());
            assertProblem(answer, 503, "upstream-unavailable");
            assertThat(answer.header("Retry-After")).containsExactly("1");
            assertThat(count("api_key", "name = 'away'")).isZero();
        } finally {
            asOwner("ALTER TABLE idempotency_away RENAME TO idempotency");
        }
    }

    private static String header() {
        return "Idempotency-Key: " + UUID.randomUUID();
    }

    private static String named(String name) {
        return "{\"name\":\"" + name + "\",\"kind\":\"server\",\"scopes\":[\"write\"]}";
    }

    private static Answer importing(String path, String body, String header) {
        return post(WRITE_KEY, path, body, header);
    }

    private int imports() {
        try (RawClient client = RawClient.to(journey)) {
            return new JsonObject(client.send("GET /control HTTP/1.1").body()).getInteger("complete");
        }
    }

    private static void assertProblem(Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).getString("type")).isEqualTo("/problems/" + slug);
    }

    private int count(String from, String where) throws SQLException {
        try (Connection c = DriverManager.getConnection(databaseUrl, owner, ownerPassword);
                Statement sql = c.createStatement();
                var rows = sql.executeQuery("SELECT count(*) FROM " + from + " WHERE " + where)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void asOwner(String statement) throws SQLException {
        try (Connection c = DriverManager.getConnection(databaseUrl, owner, ownerPassword);
                Statement sql = c.createStatement()) {
            sql.execute(statement);
        }
    }
}
