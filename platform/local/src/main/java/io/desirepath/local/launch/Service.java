package io.desirepath.local.launch;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The four services, in the order in which they are listed to people. */
public enum Service {
    PERSONA("persona-service", 256),
    JOURNEY("journey-service", 512),
    RECOMMENDATION("recommendation-service", 640),
    GATEWAY("gateway", 256);

    private final String module;
    private final int heapMegabytes;

    Service(String module, int heapMegabytes) {
        this.module = module;
        this.heapMegabytes = heapMegabytes;
    }

    /** The Maven module, and the process' name in logs and tables: {@code journey-service}. */
    public String module() {
        return module;
    }

    /** The service's database, {@code journey}. */
    public String database() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Owns the database and runs its migrations. */
    public String ownerRole() {
        return database() + "_owner";
    }

    /** What the running service signs in with. */
    public String runtimeRole() {
        return database() + "_app";
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    /** The name under which the secrets file keeps the owner role's password. */
    String ownerSecret() {
        return name() + "_OWNER_PASSWORD";
    }

    /** The name under which the secrets file keeps the runtime role's password. */
    String runtimeSecret() {
        return name() + "_APP_PASSWORD";
    }

    /** Where the built service lies under {@code applications}, either installed or as Maven left it. */
    Path jar(Path applications) {
        Path installed = applications.resolve(module).resolve("quarkus-app").resolve("quarkus-run.jar");
        Path built = applications
                .resolve(module)
                .resolve("target")
                .resolve("quarkus-app")
                .resolve("quarkus-run.jar");
        return installed.toFile().exists() ? installed : built;
    }

    static Optional<Service> ofModule(String module) {
        return Arrays.stream(values()).filter(s -> s.module.equals(module)).findFirst();
    }
}
