package io.desirepath.upgrade;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The services as the previous version had them, built from its sources; once, until another version is the previous. */
final class PreviousBuild {

    private static final String SERVICES = "persona-service,journey-service,recommendation-service,gateway";

    private PreviousBuild() {}

    /** The folder that holds {@code <module>/target/quarkus-app} of each. */
    static Path folder() throws IOException, InterruptedException {
        String version = SourceTree.previousVersion();
        Path folder = Path.of("target", "previous", version).toAbsolutePath();
        Path built = folder.resolve("built");
        if (!Files.exists(built)) {
            Files.createDirectories(folder);
            Path log = folder.resolve("build.log");
            Path archive = folder.resolve("sources.tar");
            SourceTree.git("archive", "-o", archive.toString(), version);
            run(folder, log, List.of("tar", "-xf", archive.toString()));
            run(folder, log, maven());
            Files.delete(archive);
            Files.createFile(built);
        }
        return folder;
    }

    private static List<String> maven() {
        return List.of(
                Path.of(System.getProperty("desirepath.maven.home"), "bin", "mvn")
                        .toString(),
                "-q",
                "-B",
                "-Dmaven.repo.local=" + System.getProperty("desirepath.maven.repository"),
                "-Dmaven.test.skip=true",
                "-Djacoco.skip",
                "-pl",
                SERVICES,
                "-am",
                "package");
    }

    private static void run(Path folder, Path log, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException("The previous version cannot be built: see " + log);
        }
    }
}
