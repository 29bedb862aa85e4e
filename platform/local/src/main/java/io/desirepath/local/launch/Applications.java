package io.desirepath.local.launch;

import io.desirepath.local.console.Sentence;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the folder that holds the built services. */
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
}
