package io.desirepath.local.launch;

import io.desirepath.local.console.Sentence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the folder that holds the built services, and starts them from there. */
final class Applications {

    private static final String PROPERTY = "desirepath.applications";

    private Applications() {}

    /** @throws Sentence if the working directory is not in a checkout and the property is not set */
    static Path find() {
        String configured = System.getProperty(PROPERTY);
        if (configured != null) {
            return Path.of(configured).toAbsolutePath();
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("suite")) && Files.exists(folder.resolve("pom.xml"))) {
                return folder;
            }
        }
        throw new Sentence("The services were not found: run in a checkout, or set -D" + PROPERTY + ".");
    }

    /** @throws Sentence if the service is not built */
    static List<String> command(Service service, Path applications, Path temporary) {
        Path jar = service.jar(applications);
        if (!Files.exists(jar)) {
            throw new Sentence(service.module() + " is not built: there is no " + jar + ".");
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                // What answers read lies all over the heap: finding the page costs as much as the memory itself.
                "-XX:+UseTransparentHugePages",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xmx" + service.heapMegabytes() + "m",
                "-Djava.io.tmpdir=" + temporary,
                // DuckDB in recommendation-service is native code.
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString());
    }
}
