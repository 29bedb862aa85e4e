package io.desirepath.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;

/**
 * A real PostgreSQL and a real Redis for a service's tests, on free ports, with the roles of production: migrations
 * run as the owner, the service as the runtime role.
 *
 * <p>Use: {@code @QuarkusTestResource(value = ServiceStores.class, initArgs = @ResourceArg(name = "database", value =
 * "journey"))}.
 */
public final class ServiceStores implements QuarkusTestResourceLifecycleManager {

    private static final String PASSWORD = "test-only";

    private String database = "service";
    private @Nullable EmbeddedPostgres postgres;
    private @Nullable RedisServer redis;

    @Override
    public void init(Map<String, String> args) {
        database = args.getOrDefault("database", database);
    }

    @Override
    public Map<String, String> start() {
        try {
            // Durability is what the end-to-end tests check; here it would only cost time.
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("max_connections", "100")
                    .start();
            postgres = started;
            createDatabase(started);
            int redisPort = freePort();
            redis = RedisServer.newRedisServer()
                    .port(redisPort)
                    .setting("save \"\"")
                    .build();
            redis.start();
            return settings(started, redisPort, freePort());
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the test's stores do not start", e);
        }
    }

    @Override
    public void stop() {
        try {
            if (redis != null) {
                redis.stop();
            }
            if (postgres != null) {
                postgres.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void createDatabase(EmbeddedPostgres server) throws SQLException {
        try (Connection c = server.getPostgresDatabase().getConnection();
                Statement sql = c.createStatement()) {
            sql.execute("CREATE ROLE %s_owner LOGIN PASSWORD '%s'".formatted(database, PASSWORD));
            sql.execute("CREATE ROLE %s_app LOGIN PASSWORD '%s'".formatted(database, PASSWORD));
            sql.execute("CREATE DATABASE %1$s OWNER %1$s_owner".formatted(database));
        }
    }

    private Map<String, String> settings(EmbeddedPostgres server, int redisPort, int httpPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "DESIREPATH_DATABASE_URL", "jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), database));
        settings.put("DESIREPATH_DATABASE_USERNAME", database + "_app");
        settings.put("DESIREPATH_DATABASE_PASSWORD", PASSWORD);
        settings.put("DESIREPATH_DATABASE_OWNER_USERNAME", database + "_owner");
        settings.put("DESIREPATH_DATABASE_OWNER_PASSWORD", PASSWORD);
        settings.put("DESIREPATH_REDIS_URL", "redis://localhost:" + redisPort);
        settings.put("DESIREPATH_INTERNAL_SECRET", Tokens.SECRET);
        settings.put("DESIREPATH_ERASURE_KEY", "a-key-that-only-tests-know-0123456789");
        // Nobody listens here: a test that needs a neighbour starts one and overrides the address.
        settings.put("DESIREPATH_PERSONA_URL", "http://localhost:1");
        settings.put("DESIREPATH_JOURNEY_URL", "http://localhost:1");
        settings.put("DESIREPATH_RECOMMENDATION_URL", "http://localhost:1");
        settings.put("quarkus.management.test-port", "0");
        settings.put("quarkus.http.test-port", Integer.toString(httpPort));
        settings.put("DESIREPATH_TEST_SELF_URL", "http://localhost:" + httpPort);
        return settings;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
