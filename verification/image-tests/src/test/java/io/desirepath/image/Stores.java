package io.desirepath.image;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import redis.embedded.RedisServer;

/** A real PostgreSQL with the four databases and their roles, and a real Redis. */
final class Stores implements AutoCloseable {

    private static final String PASSWORD = "test-only";

    private final EmbeddedPostgres postgres;
    private final RedisServer redis;
    private final int redisPort = FreePorts.pick();

    Stores() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "300")
                .start();
        redis = RedisServer.newRedisServer()
                .port(redisPort)
                .setting("save \"\"")
                .build();
        redis.start();
        try (Connection c = postgres.getPostgresDatabase().getConnection();
                Statement sql = c.createStatement()) {
            for (String database : List.of("persona", "journey", "recommendation", "gateway")) {
                sql.execute("CREATE ROLE %s_owner LOGIN PASSWORD '%s'".formatted(database, PASSWORD));
                sql.execute("CREATE ROLE %s_app LOGIN PASSWORD '%s'".formatted(database, PASSWORD));
                sql.execute("CREATE DATABASE %1$s OWNER %1$s_owner".formatted(database));
                sql.execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(database));
                sql.execute("GRANT CONNECT ON DATABASE %1$s TO %1$s_app".formatted(database));
            }
        }
    }

    /** How a service finds its database and Redis. */
    Map<String, String> environment(String service) {
        String database = service.replace("-service", "");
        return Map.of(
                "DESIREPATH_DATABASE_URL",
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgres.getPort(), database),
                "DESIREPATH_DATABASE_USERNAME",
                database + "_app",
                "DESIREPATH_DATABASE_PASSWORD",
                PASSWORD,
                "DESIREPATH_DATABASE_OWNER_USERNAME",
                database + "_owner",
                "DESIREPATH_DATABASE_OWNER_PASSWORD",
                PASSWORD,
                "DESIREPATH_REDIS_URL",
                "redis://127.0.0.1:" + redisPort);
    }

    @Override
    public void close() throws IOException {
        redis.stop();
        postgres.close();
    }
}
