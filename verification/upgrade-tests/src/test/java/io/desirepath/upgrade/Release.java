package io.desirepath.upgrade;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The four services of one version on the stores, as a Helm release has them: without the owners' passwords and without
 * migrating, which a job does before.
 */
final class Release implements AutoCloseable {

    static final String WRITE_KEY = "dp_server_testwrit_0123456789abcdefghijklmnop";
    static final String ADMIN_KEY = "dp_server_testadmi_0123456789abcdefghijklmnop";

    private static final Path LOGS = Path.of("target", "logs");

    private final String name;
    private final Path applications;
    private final Stores stores;
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, Pod> pods = new HashMap<>();

    /**
     * A release of which nothing runs yet.
     *
     * @param name of its logs
     * @param applications the folder that holds {@code <module>/target/quarkus-app} of each service
     */
    Release(String name, Path applications, Stores stores) throws IOException {
        this.name = name;
        this.applications = applications;
        this.stores = stores;
        for (String database : Stores.DATABASES) {
            ports.put(database, Stores.freePort());
        }
    }

    /** Migrates the databases as the owners, as the hook does: each image once, until it is done. */
    Release migrate() throws IOException, InterruptedException {
        List<Pod> jobs = new ArrayList<>();
        for (String database : Stores.DATABASES) {
            Map<String, String> environment = environment(database, database + "_owner");
            environment.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "true");
            environment.put("QUARKUS_INIT_AND_EXIT", "true");
            jobs.add(start(database, "-migration", Stores.freePort(), environment));
        }
        for (Pod job : jobs) {
            if (job.awaitEnd() != 0) {
                throw new IllegalStateException("A migration failed: see " + job.log());
            }
        }
        return this;
    }

    /** Starts the pods of these databases' services together, and waits until they are ready. */
    Release start(String... databases) throws IOException, InterruptedException {
        for (String database : databases) {
            pods.put(database, start(database, "", ports.get(database), environment(database, database + "_app")));
        }
        for (String database : databases) {
            pods.get(database).awaitReady();
        }
        return this;
    }

    Release startAll() throws IOException, InterruptedException {
        return start(Stores.DATABASES.toArray(String[]::new));
    }

    /** Lets this release's services reach pods of another, as they do behind one Kubernetes service. */
    Release reach(Release other, String... databases) {
        for (String database : databases) {
            ports.put(database, other.ports.get(database));
        }
        return this;
    }

    /** The public interface. */
    Calls gateway() {
        return new Calls(pods.get("gateway").address());
    }

    private Pod start(String database, String suffix, int port, Map<String, String> environment) throws IOException {
        String module = database.equals("gateway") ? database : database + "-service";
        return Pod.start(
                applications.resolve(module).resolve("target/quarkus-app"),
                LOGS.resolve(name + "-" + module + suffix + ".log"),
                port,
                environment);
    }

    private Map<String, String> environment(String database, String migrator) {
        Map<String, String> values = new HashMap<>();
        values.put("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
        values.put("DESIREPATH_DATABASE_URL", stores.jdbcUrl(database));
        values.put("DESIREPATH_DATABASE_USERNAME", database + "_app");
        values.put("DESIREPATH_DATABASE_PASSWORD", Stores.PASSWORD);
        values.put("DESIREPATH_DATABASE_OWNER_USERNAME", migrator);
        values.put("DESIREPATH_DATABASE_OWNER_PASSWORD", Stores.PASSWORD);
        values.put("DESIREPATH_REDIS_URL", stores.redis().toString());
        values.put("DESIREPATH_INTERNAL_SECRET", "a-secret-that-only-tests-know-0123456789");
        values.put("DESIREPATH_ERASURE_KEY", "a-key-that-only-tests-know-0123456789");
        for (String service : List.of("persona", "journey", "recommendation")) {
            values.put("DESIREPATH_" + service.toUpperCase(Locale.ROOT) + "_URL", address(service));
        }
        values.put("DESIREPATH_WRITE_KEY", WRITE_KEY);
        values.put("DESIREPATH_ADMIN_KEY", ADMIN_KEY);
        return values;
    }

    private String address(String database) {
        return "http://localhost:" + ports.get(database);
    }

    @Override
    public void close() {
        pods.values().forEach(Pod::close);
        pods.clear();
    }
}
