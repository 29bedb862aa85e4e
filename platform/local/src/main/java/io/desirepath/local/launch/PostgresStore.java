package io.desirepath.local.launch;

import com.sun.management.OperatingSystemMXBean;
import io.desirepath.local.console.Sentence;
import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.Secrets;
import io.desirepath.local.folder.SuiteFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One PostgreSQL with a database, an owner and a runtime role for each service; data survives in the suite's folder. */
final class PostgresStore {

    static final String NAME = "postgres";

    /** The name under which the secrets file keeps the superuser's password. */
    static final String SUPERUSER_SECRET = "POSTGRES_PASSWORD";

    private static final String SUPERUSER = "postgres";
    private static final Duration STARTUP = Duration.ofMinutes(2);
    private static final String WRONG_PASSWORD = "28P01";

    private static final Map<String, String> SETTINGS = Map.of(
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "max_connections", "200",
            "shared_buffers", sharedBuffers(),
            "synchronous_commit", "on",
            "max_wal_size", "2GB",
            "timezone", "UTC",
            "log_timezone", "UTC");

    private static final long MEGABYTE = 1024 * 1024;
    private static final long MOST_BUFFERS = 1024;

    private final SuiteFolder folder;
    private final Secrets secrets;
    private final PostgresPrograms programs;
    private final ManagedProcess process;
    private final int port;

    PostgresStore(SuiteFolder folder, Secrets secrets, int port, Children children, Steps steps) {
        this.folder = folder;
        this.secrets = secrets;
        this.port = port;
        this.programs = new PostgresPrograms(folder.programs().resolve("postgres"));
        List<String> arguments =
                new ArrayList<>(List.of("-D", folder.postgresData().toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
        List<String> command = programs.command("postgres", arguments.toArray(String[]::new));
        this.process = children.store(new ManagedProcess(
                new ManagedProcess.Program(NAME, command, Map.of(), port, 0), folder, steps::announce));
    }

    /** An eighth of the machine's memory, at most 1 GB: what is read again and again is to stay there. */
    private static String sharedBuffers() {
        var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return Math.min(machine.getTotalMemorySize() / MEGABYTE / 8, MOST_BUFFERS) + "MB";
    }

    ManagedProcess process() {
        return process;
    }

    String jdbcUrl(Service service) {
        return jdbcUrl(service.database());
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Creates the data folder if there is none, under another name at first, so that a killed one is not mistaken. */
    private void initialise() throws IOException, InterruptedException {
        if (Files.exists(folder.postgresData())) {
            return;
        }
        Path draft = folder.postgresData().resolveSibling("postgres-draft");
        SuiteFolder.deleteTree(draft);
        Path password = folder.run().resolve("superuser-password");
        Files.writeString(password, secrets.get(SUPERUSER_SECRET));
        try {
            initdb(draft, password);
        } finally {
            Files.delete(password);
        }
        Files.move(draft, folder.postgresData());
    }

    private void initdb(Path target, Path password) throws IOException, InterruptedException {
        List<String> command = programs.command(
                "initdb",
                "-D",
                target.toString(),
                "-U",
                SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--no-instructions");
        Path log = folder.log("initdb");
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw Failures.explain(log, cannotUse("PostgreSQL cannot create its data in ", log));
        }
    }

    /** Starts it, waits until it answers, and makes sure of databases, roles and their passwords. */
    String start() throws IOException, InterruptedException {
        programs.unpack();
        initialise();
        process.start();
        try (Connection admin = firstConnection()) {
            provision(admin);
            return "port " + port;
        } catch (SQLException e) {
            throw new Sentence(
                    cannotUse("PostgreSQL refuses (" + e.getMessage() + ") with the data in ", process.log()), e);
        }
    }

    private Connection firstConnection() throws InterruptedException {
        long deadline = System.nanoTime() + STARTUP.toNanos();
        while (true) {
            try {
                return connect("postgres");
            } catch (SQLException e) {
                if (WRONG_PASSWORD.equals(e.getSQLState())) {
                    throw new Sentence(
                            "The passwords in " + folder.secrets() + " do not belong to the data in "
                                    + folder.postgresData()
                                    + ": './suite up --fresh' starts over with an empty folder.",
                            e);
                }
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw Failures.explain(
                            process.log(), cannotUse("PostgreSQL does not start with the data in ", process.log()));
                }
            }
            Thread.sleep(100);
        }
    }

    private String cannotUse(String what, Path log) {
        return what + folder.postgresData() + " (see " + log
                + "): './suite up --fresh' starts over with an empty folder.";
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), SUPERUSER, secrets.get(SUPERUSER_SECRET));
    }

    private void provision(Connection admin) throws SQLException {
        for (Service service : Service.values()) {
            role(admin, service.ownerRole(), secrets.get(service.ownerSecret()));
            role(admin, service.runtimeRole(), secrets.get(service.runtimeSecret()));
            if (!exists(admin, "SELECT 1 FROM pg_database WHERE datname = ?", service.database())) {
                execute(admin, "CREATE DATABASE " + service.database() + " OWNER " + service.ownerRole());
            }
            execute(admin, "REVOKE ALL ON DATABASE " + service.database() + " FROM PUBLIC");
            execute(admin, "GRANT CONNECT ON DATABASE " + service.database() + " TO " + service.runtimeRole());
        }
    }

    private static void role(Connection admin, String role, String password) throws SQLException {
        boolean known = exists(admin, "SELECT 1 FROM pg_roles WHERE rolname = ?", role);
        // Passwords are our own letters and digits: there is nothing to quote.
        execute(admin, (known ? "ALTER" : "CREATE") + " ROLE " + role + " LOGIN PASSWORD '" + password + "'");
    }

    private static boolean exists(Connection admin, String query, String name) throws SQLException {
        try (var statement = admin.prepareStatement(query)) {
            statement.setString(1, name);
            return statement.executeQuery().next();
        }
    }

    private static void execute(Connection admin, String sql) throws SQLException {
        try (var statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }
}
