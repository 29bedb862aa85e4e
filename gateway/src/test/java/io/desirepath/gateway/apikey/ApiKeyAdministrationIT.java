package io.desirepath.gateway.apikey;

import static io.desirepath.gateway.Calls.delete;
import static io.desirepath.gateway.Calls.get;
import static io.desirepath.gateway.Calls.json;
import static io.desirepath.gateway.Calls.post;
import static io.desirepath.gateway.Neighbours.ADMIN_KEY;
import static io.desirepath.gateway.Neighbours.WRITE_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.gateway.RawClient.Answer;
import io.desirepath.gateway.RunningGateway;
import io.desirepath.gateway.apikey.domain.KeyText;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@RunningGateway
class ApiKeyAdministrationIT {

    private static final String KEYS = "/v1/api-keys";

    @Inject
    PostgresApiKeys keys;

    @Inject
    BootstrapKeys bootstrap;

    @ConfigProperty(name = "DESIREPATH_DATABASE_URL")
    String databaseUrl;

    @ConfigProperty(name = "DESIREPATH_DATABASE_OWNER_USERNAME")
    String owner;

    @ConfigProperty(name = "DESIREPATH_DATABASE_OWNER_PASSWORD")
    String ownerPassword;

    @Test
    void aCreatedKeyWorksAtOnceAndIsShownOnce() {
        Answer answer = post(ADMIN_KEY, KEYS, settings("Shop", "server", "journey"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        JsonObject created = json(answer);
        String location = KEYS + "/" + created.getString("id");
        assertThat(answer.header("Location")).containsExactly(location);
        assertThat(answer.header("Cache-Control")).containsExactly("no-store");
        assertThat(created.getString("key")).startsWith("dp_server_" + created.getString("prefix") + "_");
        assertThat(get(created.getString("key"), "/v1/stages").status()).isEqualTo(200);

        JsonObject read = json(get(ADMIN_KEY, location));
        assertThat(read.containsKey("key")).isFalse();
        created.remove("key");
        assertThat(read).isEqualTo(created);
        assertThat(read.getString("createdAt")).endsWith("Z");
        assertThat(read.getJsonArray("scopes")).isEqualTo(new JsonArray().add("journey"));
    }

    @Test
    void aBrowserKeyKeepsItsOriginsAndNeverShowsItsSecret() {
        String secret = "storefront-secret-0123456789-0123456789";
        Answer answer = post(
                ADMIN_KEY,
                KEYS,
                settings("Page", "browser", "write", "recommend")
                        .put("origins", new JsonArray().add("https://shop.example"))
                        .put("accountTokenSecret", secret));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        JsonObject created = json(answer);
        assertThat(created.getBoolean("hasAccountTokenSecret")).isTrue();
        assertThat(created.getJsonArray("origins")).containsExactly("https://shop.example");
        assertThat(answer.body()).doesNotContain(secret);
        assertThat(get(ADMIN_KEY, KEYS + "?pageSize=1000").body()).doesNotContain(secret, created.getString("key"));
        assertThat(keys.all()).anySatisfy(key -> {
            assertThat(key.accountTokenSecret()).isNotNull();
            assertThat(key.accountTokenSecret().reveal()).isEqualTo(secret);
            assertThat(key.origins()).containsExactly("https://shop.example");
            assertThat(key.toString()).doesNotContain(secret);
        });
    }

    @Test
    void whatNoKeyCanBeMadeOfIsRefusedWithTheFieldsName() {
        assertProblem(post(ADMIN_KEY, KEYS, settings("", "server", "write")), 400, "invalid-request", "name");
        assertProblem(post(ADMIN_KEY, KEYS, settings("a", "phone", "write")), 400, "invalid-request", "kind");
        assertProblem(post(ADMIN_KEY, KEYS, settings("a", "SERVER", "write")), 400, "invalid-request", "kind");
        assertProblem(post(ADMIN_KEY, KEYS, settings("a", "server", "fly")), 400, "invalid-request", "scopes");
        assertProblem(post(ADMIN_KEY, KEYS, settings("a", "server")), 400, "invalid-request", "scopes");
        assertProblem(post(ADMIN_KEY, KEYS, settings("a", "browser", "admin")), 400, "invalid-request", "scopes");
        JsonObject past = settings("a", "server", "write").put("expiresAt", "2020-01-01T00:00:00Z");
        assertProblem(post(ADMIN_KEY, KEYS, past), 400, "invalid-request", "expiresAt");
        JsonObject notTime = settings("a", "server", "write").put("expiresAt", "tomorrow");
        assertProblem(post(ADMIN_KEY, KEYS, notTime), 400, "invalid-request", "expiresAt");
        JsonObject unknown = settings("a", "server", "write").put("colour", "red");
        assertProblem(post(ADMIN_KEY, KEYS, unknown), 400, "unknown-field", "colour");
        assertProblem(post(ADMIN_KEY, KEYS, "{\"name\":"), 400, "invalid-json", "line 1");
        assertProblem(post(ADMIN_KEY, KEYS, "null"), 400, "invalid-request", "object");
        assertProblem(get(ADMIN_KEY, KEYS + "?colour=red"), 400, "unknown-parameter", "colour");
        assertProblem(get(ADMIN_KEY, KEYS + "?pageSize=0"), 400, "invalid-request", "pageSize");
        assertProblem(get(ADMIN_KEY, KEYS + "?pageToken=x"), 400, "invalid-request", "pageToken");
        assertThat(post(ADMIN_KEY, KEYS, "x".repeat(65 * 1024)).status()).isEqualTo(413);
    }

    @Test
    void onlyAnAdminKeyAdministersKeys() {
        for (Answer answer : List.of(
                get(WRITE_KEY, KEYS),
                post(WRITE_KEY, KEYS, settings("a", "server", "admin")),
                delete(WRITE_KEY, KEYS + "/1"),
                post(WRITE_KEY, KEYS + "/1/rotate", null))) {
            assertProblem(answer, 403, "missing-scope", "admin");
        }
        assertThat(get("dp_server_nonsense_0123456789abcdefghijABCDEFGHIJ", KEYS)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aWriteKeyCannotRead() {
        String write = create("Ingest", "write").getString("key");
        assertThat(get(write, "/v1/stages").status()).isEqualTo(403);
        assertThat(get(write, "/v1/accounts/1").status()).isEqualTo(403);
        assertThat(get(write, "/v1/accounts/1/recommendations").status()).isEqualTo(403);
        assertThat(post(write, "/v1/track", "{}").status()).isEqualTo(200);
    }

    @Test
    void theListComesInPagesThatMissNothing() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            made.add(create("listed", "write").getString("id"));
        }
        List<String> seen = new ArrayList<>();
        String token = "";
        do {
            JsonObject page = json(get(ADMIN_KEY, KEYS + "?pageSize=2" + token));
            page.getJsonArray("apiKeys").forEach(key -> seen.add(((JsonObject) key).getString("id")));
            token = page.getString("nextPageToken") == null ? null : "&pageToken=" + page.getString("nextPageToken");
        } while (token != null);
        assertThat(seen).doesNotHaveDuplicates().containsAll(made);
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceHereAndWithinFiveSecondsOnAnotherReplica() {
        JsonObject key = create("leaked", "journey");
        String text = key.getString("key");
        KeyText presented = KeyText.parse(text).orElseThrow();
        KeyRing otherRing = new KeyRing();
        KeyRingRefresh other = new KeyRingRefresh(asShipped(), bootstrap, keys, otherRing);
        other.start(new StartupEvent());
        try {
            await(() -> otherRing.find(presented, Instant.now()).isPresent());
            assertThat(get(text, "/v1/stages").status()).isEqualTo(200);
            assertThat(delete(ADMIN_KEY, KEYS + "/" + key.getString("id")).status())
                    .isEqualTo(204);
            assertThat(get(text, "/v1/stages").status()).isEqualTo(401);
            await(() -> otherRing.find(presented, Instant.now()).isEmpty());
        } finally {
            other.stop(new ShutdownEvent());
        }
        assertThat(delete(ADMIN_KEY, KEYS + "/" + key.getString("id")).status()).isEqualTo(204);
        assertThat(json(get(ADMIN_KEY, KEYS + "/" + key.getString("id"))).getString("revokedAt"))
                .isNotNull();
    }

    @Test
    void bothKeysWorkDuringTheOverlapOfARotation() {
        JsonObject old = create("rotating", "journey");
        Answer answer = post(ADMIN_KEY, KEYS + "/" + old.getString("id") + "/rotate", "{\"overlap\":\"PT3S\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        JsonObject fresh = json(answer);
        assertThat(fresh.getString("rotatedFrom")).isEqualTo(old.getString("id"));
        assertThat(fresh.getString("name")).isEqualTo("rotating");
        assertThat(fresh.getJsonArray("scopes")).isEqualTo(old.getJsonArray("scopes"));
        assertThat(fresh.getString("expiresAt")).isNull();
        assertThat(get(old.getString("key"), "/v1/stages").status()).isEqualTo(200);
        assertThat(get(fresh.getString("key"), "/v1/stages").status()).isEqualTo(200);
        await(() -> get(old.getString("key"), "/v1/stages").status() == 401);
        assertThat(get(fresh.getString("key"), "/v1/stages").status()).isEqualTo(200);
    }

    @Test
    void aRotationWithoutABodyOverlapsForADayAndKeepsTheLifetime() {
        Instant expiry = Instant.now().plus(Duration.ofDays(90));
        JsonObject old = json(
                post(ADMIN_KEY, KEYS, settings("quarterly", "server", "write").put("expiresAt", expiry.toString())));
        Answer answer = post(ADMIN_KEY, KEYS + "/" + old.getString("id") + "/rotate", null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        JsonObject fresh = json(answer);
        JsonObject ended = json(get(ADMIN_KEY, KEYS + "/" + old.getString("id")));
        assertThat(Instant.parse(ended.getString("expiresAt")))
                .isBetween(
                        Instant.now().plus(Duration.ofHours(24)).minusSeconds(60),
                        Instant.now().plus(Duration.ofHours(24)));
        assertThat(Instant.parse(fresh.getString("expiresAt")))
                .isBetween(expiry, Instant.now().plus(Duration.ofDays(90)));
    }

    @Test
    void whatCannotBeRotatedIsAConflict() {
        JsonObject key = create("once", "write");
        String rotate = KEYS + "/" + key.getString("id") + "/rotate";
        assertProblem(post(ADMIN_KEY, rotate, "{\"overlap\":\"P31D\"}"), 400, "invalid-request", "overlap");
        assertProblem(post(ADMIN_KEY, rotate, "{\"for\":\"P1D\"}"), 400, "unknown-field", "for");
        JsonObject second = json(post(ADMIN_KEY, rotate, "{}"));
        assertProblem(post(ADMIN_KEY, rotate, "{}"), 409, "conflict", "successor");
        delete(ADMIN_KEY, KEYS + "/" + second.getString("id"));
        assertProblem(
                post(ADMIN_KEY, KEYS + "/" + second.getString("id") + "/rotate", "{}"), 409, "conflict", "revoked");
        assertProblem(post(ADMIN_KEY, KEYS + "/" + adminId() + "/rotate", "{}"), 409, "conflict", "environment");
    }

    @Test
    void aKeyThatIsNotThereIsUnknown() {
        for (String id : new String[] {"999999999", "0", "-1", "abc", "99999999999999999999", "1%2Frotate"}) {
            assertProblem(get(ADMIN_KEY, KEYS + "/" + id), 404, "unknown-api-key", "");
            assertProblem(delete(ADMIN_KEY, KEYS + "/" + id), 404, "unknown-api-key", "");
            assertProblem(post(ADMIN_KEY, KEYS + "/" + id + "/rotate", "{}"), 404, "unknown-api-key", "");
        }
    }

    @Test
    void twoAdminsCannotRevokeEachOtherAtTheSameTime() throws SQLException {
        JsonObject one = create("admin one", "admin");
        JsonObject two = create("admin two", "admin");
        String others = "WHERE 'admin' = ANY (scopes) AND revoked_at IS NULL AND id NOT IN (" + one.getString("id")
                + ", " + two.getString("id") + ")";
        asOwner("UPDATE api_key SET expires_at = '2001-01-01' " + others);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 5; round++) {
                asOwner("UPDATE api_key SET revoked_at = NULL WHERE name IN ('admin one', 'admin two')");
                await(() -> get(one.getString("key"), KEYS).status() == 200
                        && get(two.getString("key"), KEYS).status() == 200);
                var first = CompletableFuture.supplyAsync(
                        () -> delete(one.getString("key"), KEYS + "/" + two.getString("id")), clients);
                var second = CompletableFuture.supplyAsync(
                        () -> delete(two.getString("key"), KEYS + "/" + one.getString("id")), clients);
                assertThat(List.of(first.join().status(), second.join().status()))
                        .containsOnlyOnce(204)
                        .containsAnyOf(409, 401);
            }
        } finally {
            asOwner("UPDATE api_key SET expires_at = NULL WHERE expires_at = '2001-01-01'");
            asOwner("UPDATE api_key SET revoked_at = now() WHERE name IN ('admin one', 'admin two')");
            await(() -> get(ADMIN_KEY, KEYS).status() == 200);
        }
    }

    @Test
    void theLastAdminKeyStays() throws SQLException {
        asOwner("UPDATE api_key SET revoked_at = '2001-01-01' WHERE 'admin' = ANY (scopes) AND revoked_at IS NULL"
                + " AND name <> 'bootstrap-admin'");
        assertProblem(delete(ADMIN_KEY, KEYS + "/" + adminId()), 409, "conflict", "last key");
        assertThat(get(ADMIN_KEY, KEYS).status()).isEqualTo(200);
    }

    @Test
    void theTableKeepsNoKeyText() throws SQLException {
        String text = create("hashed", "write").getString("key");
        try (Connection c = DriverManager.getConnection(databaseUrl, owner, ownerPassword);
                Statement sql = c.createStatement();
                var rows = sql.executeQuery("SELECT count(*) FROM api_key k WHERE k::text LIKE '%"
                        + text.substring("dp_server_12345678_".length()) + "%'")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    private String adminId() {
        return keys.all().stream()
                .filter(key -> key.name().equals("bootstrap-admin"))
                .map(key -> Long.toString(key.id()))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject create(String name, String scope) {
        Answer answer = post(ADMIN_KEY, KEYS, settings(name, "server", scope));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return json(answer);
    }

    private static JsonObject settings(String name, String kind, String... scopes) {
        return new JsonObject().put("name", name).put("kind", kind).put("scopes", new JsonArray(List.of(scopes)));
    }

    private static ApiKeyConfig asShipped() {
        return new ApiKeyConfig() {
            @Override
            public Duration refresh() {
                return Duration.ofSeconds(2);
            }

            @Override
            public Map<String, Bootstrap> bootstrap() {
                return Map.of();
            }
        };
    }

    private static void assertProblem(Answer answer, int status, String slug, String detail) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type").getFirst()).startsWith("application/problem+json");
        assertThat(json(answer).getString("type")).isEqualTo("/problems/" + slug);
        assertThat(json(answer).getString("detail")).contains(detail);
        assertThat(answer.header("X-Request-Id")).containsExactly(json(answer).getString("requestId"));
    }

    private void asOwner(String statement) throws SQLException {
        try (Connection c = DriverManager.getConnection(databaseUrl, owner, ownerPassword);
                Statement sql = c.createStatement()) {
            sql.execute(statement);
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(5);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("within 5 seconds").isBefore(deadline);
        }
    }
}
