package io.desirepath.gateway.audit;

import static io.desirepath.gateway.Calls.call;
import static io.desirepath.gateway.Calls.delete;
import static io.desirepath.gateway.Calls.get;
import static io.desirepath.gateway.Calls.json;
import static io.desirepath.gateway.Calls.post;
import static io.desirepath.gateway.Neighbours.ADMIN_KEY;
import static io.desirepath.gateway.Neighbours.WRITE_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.gateway.RunningGateway;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RunningGateway
class AuditIT {

    private static final String NEW_KEY = "{\"name\":\"audited\",\"kind\":\"server\",\"scopes\":[\"write\"]}";

    @ConfigProperty(name = "DESIREPATH_DATABASE_URL")
    String databaseUrl;

    @ConfigProperty(name = "DESIREPATH_DATABASE_USERNAME")
    String role;

    @ConfigProperty(name = "DESIREPATH_DATABASE_PASSWORD")
    String password;

    @ConfigProperty(name = "DESIREPATH_DATABASE_OWNER_USERNAME")
    String owner;

    @ConfigProperty(name = "DESIREPATH_DATABASE_OWNER_PASSWORD")
    String ownerPassword;

    @Test
    void everyChangeOfAKeyIsThereAtOnceWithWhoDidIt() {
        JsonObject key = json(post(ADMIN_KEY, "/v1/api-keys", NEW_KEY, "X-Request-Id: audit-1"));
        String target = "api-keys/" + key.getString("id");
        post(ADMIN_KEY, "/v1/" + target + "/rotate", "{}", "X-Request-Id: audit-2");
        delete(ADMIN_KEY, "/v1/" + target, "X-Request-Id: audit-3");
        List<JsonObject> newest = entries("?pageSize=3");
        assertThat(newest)
                .extracting(entry -> entry.getString("action"))
                .containsExactly("api-key.revoked", "api-key.rotated", "api-key.created");
        assertThat(newest)
                .extracting(entry -> entry.getString("requestId"))
                .containsExactly("audit-3", "audit-2", "audit-1");
        assertThat(newest).allSatisfy(entry -> {
            assertThat(entry.getString("target")).isEqualTo(target);
            assertThat(entry.getJsonObject("actor").getString("name")).isEqualTo("bootstrap-admin");
            assertThat(entry.getJsonObject("actor").getString("kind")).isEqualTo("server");
            assertThat(entry.getJsonObject("actor").getString("keyId")).isNotEmpty();
            assertThat(Instant.parse(entry.getString("at"))).isBefore(Instant.now());
        });
        assertThat(newest).extracting(entry -> entry.getInteger("status")).containsExactly(204, 201, 201);
    }

    @Test
    void aChangeOfAProfileIsNotedByItsTemplateWithoutTheId() throws SQLException {
        delete(ADMIN_KEY, "/v1/contacts/jo%40audited.example", "X-Request-Id: audit-4");
        JsonObject entry = awaitEntry("audit-4");
        assertThat(entry.getString("action")).isEqualTo("DELETE /v1/contacts/{id}");
        assertThat(entry.getString("target")).isNull();
        // Nobody listens where persona-service should be.
        assertThat(entry.getInteger("status")).isEqualTo(503);
        call(ADMIN_KEY, "PUT", "/v1/products/audited-1", "{}", "X-Request-Id: audit-5");
        assertThat(awaitEntry("audit-5").getInteger("status")).isEqualTo(200);
        assertThat(dump()).doesNotContain("audited.example", "audited-1");
    }

    @Test
    void aRefusedChangeIsNotedAsWell() {
        post(WRITE_KEY, "/v1/api-keys", NEW_KEY, "X-Request-Id: audit-6");
        JsonObject entry = awaitEntry("audit-6");
        assertThat(entry.getInteger("status")).isEqualTo(403);
        assertThat(entry.getString("action")).isEqualTo("POST /v1/api-keys");
        assertThat(entry.getJsonObject("actor").getString("name")).isEqualTo("bootstrap-write");
        delete(ADMIN_KEY, "/v1/api-keys/999999999", "X-Request-Id: audit-7");
        assertThat(awaitEntry("audit-7").getInteger("status")).isEqualTo(404);
    }

    @Test
    void readingAndIngestionAndStrangersAreNotNoted() {
        get(ADMIN_KEY, "/v1/api-keys", "X-Request-Id: audit-8");
        post(WRITE_KEY, "/v1/track", "{}", "X-Request-Id: audit-9");
        delete("dp_server_stranger_0123456789abcdefghijABCDEFGHIJ", "/v1/contacts/1", "X-Request-Id: audit-10");
        // The queue keeps the order: what comes after them is there, so they would be.
        call(ADMIN_KEY, "PUT", "/v1/products/1", "{}", "X-Request-Id: audit-11");
        awaitEntry("audit-11");
        for (String request : new String[] {"audit-8", "audit-9", "audit-10"}) {
            assertThat(find(request)).as(request).isEmpty();
        }
    }

    @Test
    void entriesWaitWhileTheTableIsAway() throws SQLException {
        asOwner("ALTER TABLE audit RENAME TO audit_away");
        try {
            call(ADMIN_KEY, "PUT", "/v1/products/1", "{}", "X-Request-Id: audit-12");
            call(ADMIN_KEY, "PUT", "/v1/products/1", "{}", "X-Request-Id: audit-13");
            // A change of a key and its entry are one transaction: there is neither without the other.
            assertThat(post(ADMIN_KEY, "/v1/api-keys", NEW_KEY.replace("audited", "unaudited"))
                            .status())
                    .isEqualTo(500);
        } finally {
            asOwner("ALTER TABLE audit_away RENAME TO audit");
        }
        assertThat(awaitEntry("audit-12").getInteger("status")).isEqualTo(200);
        assertThat(awaitEntry("audit-13").getInteger("status")).isEqualTo(200);
        assertThat(get(ADMIN_KEY, "/v1/api-keys?pageSize=1000").body()).doesNotContain("unaudited");
    }

    @Test
    void theListComesInPagesNewestFirst() {
        for (int i = 0; i < 5; i++) {
            post(ADMIN_KEY, "/v1/api-keys", NEW_KEY);
        }
        List<Long> ids = new ArrayList<>();
        String token = "";
        for (int page = 0; page < 3; page++) {
            JsonObject list = json(get(ADMIN_KEY, "/v1/audit?pageSize=2" + token));
            list.getJsonArray("entries").forEach(entry -> ids.add(Long.valueOf(((JsonObject) entry).getString("id"))));
            token = "&pageToken=" + list.getString("nextPageToken");
        }
        assertThat(ids).hasSize(6).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(get(WRITE_KEY, "/v1/audit").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit SET actor = 'nobody'",
                "DELETE FROM audit",
                "TRUNCATE audit",
                "ALTER TABLE audit DISABLE TRIGGER ALL",
                "DROP TABLE audit"
            })
    void theRuntimeRoleCanTakeNothingBack(String statement) throws SQLException {
        try (Connection c = DriverManager.getConnection(databaseUrl, role, password);
                Statement sql = c.createStatement()) {
            assertThatThrownBy(() -> sql.execute(statement))
                    .isInstanceOf(SQLException.class)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("42501");
        }
    }

    private void asOwner(String statement) throws SQLException {
        try (Connection c = DriverManager.getConnection(databaseUrl, owner, ownerPassword);
                Statement sql = c.createStatement()) {
            sql.execute(statement);
        }
    }

    private static JsonObject awaitEntry(String requestId) {
        Instant deadline = Instant.now().plusSeconds(5);
        Optional<JsonObject> found = find(requestId);
        while (found.isEmpty() && Instant.now().isBefore(deadline)) {
            found = find(requestId);
        }
        return found.orElseThrow(() -> new AssertionError("no entry for " + requestId));
    }

    private static Optional<JsonObject> find(String requestId) {
        return entries("?pageSize=1000").stream()
                .filter(entry -> requestId.equals(entry.getString("requestId")))
                .findFirst();
    }

    private static List<JsonObject> entries(String query) {
        JsonArray entries = json(get(ADMIN_KEY, "/v1/audit" + query)).getJsonArray("entries");
        return entries.stream().map(JsonObject.class::cast).toList();
    }

    private @Nullable String dump() throws SQLException {
        try (Connection c = DriverManager.getConnection(databaseUrl, role, password);
                Statement sql = c.createStatement();
                var rows = sql.executeQuery("SELECT string_agg(a::text, ' ') FROM audit a")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
