package io.desirepath.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The images that {@code ./suite images} writes, loaded into the container engine. */
final class Images {

    static final List<String> SERVICES =
            List.of("persona-service", "journey-service", "recommendation-service", "gateway");

    private Images() {}

    static void buildAndLoad() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "images").toAbsolutePath());
        Path base = BaseImage.make(folder);
        List<String> build = List.of(
                checkout().resolve("suite").toString(), "images", "--base", base.toString(), "--to", folder.toString());
        // The build inside takes artifacts from where the build around it does.
        String repository = System.getProperty("maven.repo.local");
        Map<String, String> environment =
                repository == null ? Map.of() : Map.of("MAVEN_OPTS", "-Dmaven.repo.local=" + repository);
        System.out.println(Command.run(build, environment).successful("./suite images"));
        for (String service : SERVICES) {
            Path archive = folder.resolve(service + ".tar");
            // As localhost/desire-path/SERVICE:VERSION, since the archive names no registry.
            Podman.run("pull", "--quiet", "oci-archive:" + archive);
            Files.delete(archive);
        }
    }

    static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("suite"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
