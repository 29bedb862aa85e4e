package io.desirepath.image;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import redis.embedded.RedisServer;

/** A real PostgreSQL with the four databases and their roles, and a real Redis. */
final class Stores implements AutoCloseable {

    static final String PASSWORD = "test-only";
    static final List<String> DATABASES = List.of("persona", "journey", "recommendation", "gateway");

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
            // One at a time: a database is not created in a transaction.
            for (String statement : Files.readString(Images.checkout().resolve("k8s/chart/files/databases.sql"))
                    .split(";\\s*\n")) {
                sql.execute(statement);
            }
            for (String database : DATABASES) {
                sql.execute("ALTER ROLE %s_owner PASSWORD '%s'".formatted(database, PASSWORD));
                sql.execute("ALTER ROLE %s_app PASSWORD '%s'".formatted(database, PASSWORD));
            }
        }
    }

    int postgresqlPort() {
        return postgres.getPort();
    }

    String redisUrl() {
        return "redis://127.0.0.1:" + redisPort;
    }

    @Override
    public void close() throws IOException {
        redis.stop();
        postgres.close();
    }
}
