package io.desirepath.local.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * Where everything that a running suite writes is kept: {@code .suite/} in the checkout, or a test's own folder.
 *
 * @param root absolute path; only the owner may enter it, since it holds keys and data
 */
public record SuiteFolder(Path root) {

    public SuiteFolder {
        root = root.toAbsolutePath().normalize();
    }

    public Path data() {
        return root.resolve("data");
    }

    public Path postgresData() {
        return data().resolve("postgres");
    }

    public Path redisData() {
        return data().resolve("redis");
    }

    /** Exists from the creation of the data until the sample is loaded whole, so that a killed load is resumed. */
    public Path samplePending() {
        return data().resolve("sample-pending");
    }

    /** PostgreSQL's and Redis' programs, unpacked. */
    public Path programs() {
        return root.resolve("bin");
    }

    public Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    public Path run() {
        return root.resolve("run");
    }

    /** What a process puts aside for as long as it runs; emptied before it starts. */
    public Path temporary(String name) {
        return run().resolve(name + ".tmp");
    }

    public Path env() {
        return root.resolve("env");
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    public Path reports() {
        return root.resolve("reports");
    }

    public void create() throws IOException {
        Files.createDirectories(root);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
        for (Path folder : List.of(data(), redisData(), programs(), log("suite").getParent(), run(), reports())) {
            Files.createDirectories(folder);
        }
    }

    /** Forgets data, keys and secrets; logs, reports and unpacked programs stay. */
    public void empty() throws IOException {
        deleteTree(data());
        Files.deleteIfExists(env());
        Files.deleteIfExists(secrets());
    }

    /** Deletes the folder and all that is in it; does nothing if there is none. */
    public static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
