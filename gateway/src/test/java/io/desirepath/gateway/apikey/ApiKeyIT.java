package io.desirepath.gateway.apikey;

import static io.desirepath.gateway.Neighbours.ADMIN_KEY;
import static io.desirepath.gateway.Neighbours.RECOMMEND_KEY;
import static io.desirepath.gateway.Neighbours.WRITE_KEY;
import static io.desirepath.gateway.RawClient.exchange;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.Scope;
import io.desirepath.gateway.RawClient;
import io.desirepath.gateway.RawClient.Answer;
import io.desirepath.gateway.RunningGateway;
import io.desirepath.gateway.apikey.domain.ApiKey;
import io.desirepath.gateway.apikey.domain.KeyText;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@RunningGateway
class ApiKeyIT {

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
    void aKeyMayComeAsBearerOrAsUserNameOfBasic() {
        assertThat(statusWith("Bearer " + ADMIN_KEY)).isEqualTo(200);
        assertThat(statusWith("Basic " + base64(ADMIN_KEY + ":"))).isEqualTo(200);
        assertThat(statusWith("Basic " + base64(ADMIN_KEY + ":ignored"))).isEqualTo(200);
    }

    @Test
    void aMissingOrWrongKeyIsUnauthenticated() {
        assertUnauthenticated(exchange("GET /v1/stages HTTP/1.1"));
        for (String value : new String[] {
            "Bearer nonsense",
            "Bearer " + ADMIN_KEY + "x",
            "Bearer " + ADMIN_KEY.replace("ABCDEFGHIJ", "ABCDEFGHIX"),
            "Bearer " + ADMIN_KEY.replace("server", "browser"),
            "Basic " + base64("user:" + ADMIN_KEY),
            "Digest " + ADMIN_KEY
        }) {
            assertUnauthenticated(exchange("GET /v1/stages HTTP/1.1", "Authorization: " + value));
        }
        assertUnauthenticated(exchange(
                "GET /v1/stages HTTP/1.1", "Authorization: Bearer " + ADMIN_KEY, "Authorization: Bearer " + ADMIN_KEY));
    }

    @Test
    void aKeyWithoutTheScopeIsToldWhichOneItNeeds() {
        Answer answer = exchange("GET /v1/stages HTTP/1.1", "Authorization: Bearer " + WRITE_KEY);
        assertThat(answer.status()).isEqualTo(403);
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.getString("type")).isEqualTo("/problems/missing-scope");
        assertThat(problem.getString("detail")).contains("'journey'");
        assertThat(exchange("PUT /v1/products/1 HTTP/1.1", "Authorization: Bearer " + RECOMMEND_KEY)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anIngestionCallMayHaveItsKeyInTheBody() {
        String body = "{\"batch\":[],\"writeKey\":\"" + WRITE_KEY + "\"}";
        Answer answer = post("/v1/batch", body);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getString("body")).isEqualTo(body);

        assertUnauthenticated(post("/v1/batch", "{\"batch\":[]}"));
        assertUnauthenticated(post("/v1/batch", "not json"));
        assertUnauthenticated(post("/v1/batch", "{\"writeKey\":\"" + WRITE_KEY + "x\"}"));
        assertUnauthenticated(post("/v1/imports", body));
        assertThat(post("/v1/track", "{\"writeKey\":\"" + RECOMMEND_KEY + "\"}").status())
                .isEqualTo(403);
    }

    @Test
    void theKeyInTheBodyIsFoundWhateverTheBodyIsCalled() {
        byte[] json = ("{\"batch\":[],\"writeKey\":\"" + WRITE_KEY + "\"}").getBytes(StandardCharsets.UTF_8);
        byte[] gzip = WriteKeyTest.gzip(new String(json, StandardCharsets.UTF_8));
        for (String path : new String[] {"track", "t", "identify", "i", "group", "g", "page", "p", "screen", "s"}) {
            assertThat(postAs(path, json, "Content-Type: text/plain").status()).isEqualTo(200);
        }
        for (byte[] body : new byte[][] {json, gzip}) {
            for (String[] labels : new String[][] {
                {},
                {"Content-Type: text/plain"},
                {"Content-Type: application/x-www-form-urlencoded"},
                {"Content-Type: application/json", "Content-Encoding: gzip"},
                {"Content-Type: application/x-www-form-urlencoded", "Content-Encoding: identity"}
            }) {
                Answer answer = postAs("b", body, labels);
                assertThat(answer.status()).as(String.join(", ", labels)).isEqualTo(200);
                // Passed on as it came, unpacked by nobody on the way.
                assertThat(new JsonObject(answer.body()).getInteger("bodyLength"))
                        .isEqualTo(body.length);
            }
        }
    }

    @Test
    void everyIngestionCallTakesTheKeyAsUserNameOfBasic() {
        for (String name : new String[] {"track", "identify", "group", "page", "screen", "alias", "batch", "t", "b"}) {
            for (String password : new String[] {"", "anything"}) {
                assertThat(postAs(
                                        name,
                                        "{}".getBytes(StandardCharsets.UTF_8),
                                        "Authorization: Basic " + base64(WRITE_KEY + ":" + password))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void aKeyInTheBodyDoesNotSaveAWrongOneInTheHeader() {
        try (RawClient client = RawClient.toGateway()) {
            String body = "{\"writeKey\":\"" + WRITE_KEY + "\"}";
            client.write(RawClient.head(
                            "POST /v1/track HTTP/1.1",
                            "Authorization: Bearer nonsense",
                            "Content-Length: " + body.length())
                    + body);
            assertUnauthenticated(client.read());
        }
    }

    @Test
    void aBodyIsNotReadBeyondTheLimitInSearchOfAKey() {
        try (RawClient client = RawClient.toGateway()) {
            client.write(RawClient.head("POST /v1/batch HTTP/1.1", "Transfer-Encoding: chunked"));
            for (int i = 0; i < 5; i++) {
                client.chunk(new byte[16 * 1024]);
            }
            assertThat(client.read().status()).isEqualTo(413);
        }
        try (RawClient client = RawClient.toGateway()) {
            client.write(RawClient.head("POST /v1/batch HTTP/1.1", "Content-Length: 10000000"));
            assertThat(client.read().status()).isEqualTo(413);
        }
    }

    @Test
    void anExpiredKeyDoesNotCount() {
        String current = "dp_server_expire01_0123456789abcdefghijABCDEFGHIJ";
        String expired = "dp_server_expire02_0123456789abcdefghijABCDEFGHIJ";
        issue("soon", current, Instant.now().plusSeconds(3600));
        issue("gone", expired, Instant.now().minusSeconds(1));
        await(() -> statusWith("Bearer " + current) == 200);
        assertThat(statusWith("Bearer " + expired)).isEqualTo(401);
    }

    @Test
    void aRevocationCountsWithinMoments() throws SQLException {
        String text = "dp_server_revoke01_0123456789abcdefghijABCDEFGHIJ";
        issue("leaked", text, null);
        await(() -> statusWith("Bearer " + text) == 200);
        asOwner("UPDATE api_key SET revoked_at = now() WHERE name = 'leaked'");
        await(() -> statusWith("Bearer " + text) == 401);
    }

    @Test
    void keysGoOnWorkingWhileTheTableCannotBeRead() throws Exception {
        asOwner("ALTER TABLE api_key RENAME TO api_key_away");
        try {
            Thread.sleep(500);
            assertThat(statusWith("Bearer " + ADMIN_KEY)).isEqualTo(200);
        } finally {
            asOwner("ALTER TABLE api_key_away RENAME TO api_key");
        }
        String text = "dp_server_return01_0123456789abcdefghijABCDEFGHIJ";
        issue("returned", text, null);
        await(() -> statusWith("Bearer " + text) == 200);
    }

    @Test
    void aBootstrapKeyIsStoredOnceAndEndsItsPredecessor() {
        KeyText older = KeyText.parse("dp_server_oldwrite_0123456789abcdefghijABCDEFGHIJ")
                .orElseThrow();
        keys.addIfNew(
                new ApiKey(
                        "bootstrap-write", older.kind(), older.prefix(), older.hash(), Set.of(Scope.WRITE), null, null),
                Instant.now());
        bootstrap.install();
        bootstrap.install();
        assertThat(keys.all().stream().filter(key -> key.name().equals("bootstrap-write") && key.revokedAt() == null))
                .singleElement()
                .satisfies(key -> assertThat(key.prefix()).isEqualTo("writekey"));
        assertThat(keys.isRevoked(older.hash())).isTrue();
        assertThat(keys.all()).noneMatch(key -> key.name().equals("bootstrap-segments"));
    }

    @Test
    void aRevokedBootstrapKeyDoesNotComeBackWithARestart() throws SQLException {
        asOwner("UPDATE api_key SET revoked_at = now() WHERE name = 'bootstrap-recommend'");
        bootstrap.install();
        try {
            assertThat(keys.all().stream().filter(key -> key.name().equals("bootstrap-recommend")))
                    .singleElement()
                    .satisfies(key -> assertThat(key.revokedAt()).isNotNull());
        } finally {
            asOwner("UPDATE api_key SET revoked_at = NULL WHERE name = 'bootstrap-recommend'");
        }
    }

    @Test
    void theTableHoldsNoKey() throws SQLException {
        try (Connection c = DriverManager.getConnection(databaseUrl, owner, ownerPassword);
                Statement sql = c.createStatement();
                var rows = sql.executeQuery("SELECT count(*) FROM api_key k WHERE k::text LIKE '%0123456789abcdef%'")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    private void issue(String name, String text, @Nullable Instant expiresAt) {
        KeyText key = KeyText.parse(text).orElseThrow();
        keys.addIfNew(
                new ApiKey(name, key.kind(), key.prefix(), key.hash(), Set.of(Scope.JOURNEY), expiresAt, null),
                Instant.now());
    }

    private void asOwner(String statement) throws SQLException {
        try (Connection c = DriverManager.getConnection(databaseUrl, owner, ownerPassword);
                Statement sql = c.createStatement()) {
            sql.execute(statement);
        }
    }

    private static int statusWith(String authorization) {
        return exchange("GET /v1/stages HTTP/1.1", "Authorization: " + authorization)
                .status();
    }

    private static Answer postAs(String name, byte[] body, String... headers) {
        try (RawClient client = RawClient.toGateway()) {
            List<String> lines = new ArrayList<>(List.of("POST /v1/" + name + " HTTP/1.1"));
            lines.addAll(List.of(headers));
            lines.add("Content-Length: " + body.length);
            client.write(RawClient.head(lines.toArray(String[]::new))).write(body);
            return client.read();
        }
    }

    private static Answer post(String path, String body) {
        try (RawClient client = RawClient.toGateway()) {
            client.write(RawClient.head("POST " + path + " HTTP/1.1", "Content-Length: " + body.length()) + body);
            return client.read();
        }
    }

    private static void assertUnauthenticated(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).containsExactly("Bearer realm=\"desire-path\"");
        assertThat(new JsonObject(answer.body()).getString("type")).isEqualTo("/problems/unauthenticated");
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(5);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("within 5 seconds").isBefore(deadline);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
