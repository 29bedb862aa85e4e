package io.desirepath.upgrade;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import redis.embedded.RedisServer;

/** A PostgreSQL with the databases and roles of an installation, and a Redis. */
final class Stores implements AutoCloseable {

    static final List<String> DATABASES = List.of("persona", "journey", "recommendation", "gateway");
    static final String PASSWORD = "test-only";

    private final EmbeddedPostgres postgres;
    private final RedisServer redis;
    private final int redisPort = freePort();

    private Stores() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "300")
                .start();
        redis = RedisServer.newRedisServer()
                .port(redisPort)
                .setting("save \"\"")
                .build();
        redis.start();
        provisionRoles();
        provisionDatabases();
    }

    static Stores start() throws IOException, SQLException {
        return new Stores();
    }

    private void provisionRoles() throws SQLException {
        for (String database : DATABASES) {
            admin("CREATE ROLE %s_owner LOGIN PASSWORD '%s'".formatted(database, PASSWORD));
            admin("CREATE ROLE %s_app LOGIN PASSWORD '%s'".formatted(database, PASSWORD));
        }
    }

    /** As {@code k8s/chart/files/databases.sql} has them. */
    void provisionDatabases() throws SQLException {
        for (String database : DATABASES) {
            admin("CREATE DATABASE %1$s OWNER %1$s_owner".formatted(database));
            admin("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(database));
            admin("GRANT CONNECT ON DATABASE %1$s TO %1$s_app".formatted(database));
        }
    }

    void dropDatabases() throws SQLException {
        for (String database : DATABASES) {
            admin("DROP DATABASE " + database);
        }
    }

    private void admin(String statement) throws SQLException {
        try (Connection c = postgres.getPostgresDatabase().getConnection();
                Statement sql = c.createStatement()) {
            sql.execute(statement);
        }
    }

    int port() {
        return postgres.getPort();
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://localhost:%d/%s".formatted(port(), database);
    }

    URI redis() {
        return URI.create("redis://localhost:" + redisPort);
    }

    /** The first column of all rows, read as the owner of a database. */
    List<String> list(String database, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection c = owner(database);
                Statement sql = c.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private Connection owner(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), database + "_owner", PASSWORD);
    }

    @Override
    public void close() throws IOException {
        redis.stop();
        postgres.close();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
