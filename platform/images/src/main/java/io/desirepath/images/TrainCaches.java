package io.desirepath.images;

import io.desirepath.local.console.Sentence;
import io.desirepath.local.console.Steps;
import io.desirepath.local.launch.LocalSuite;
import io.desirepath.local.launch.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Trains an AOT cache for each service (JEP 483, 514, 515): the suite runs with the images' own runtimes and files, real
 * stores beside them, and is sent some of everything; then each runtime writes what it has loaded, linked and profiled.
 */
final class TrainCaches {

    static final String NAME = "service.aot";

    /** A runtime writes down what it has seen when it ends, and takes its time. */
    private static final Duration WRITING = Duration.ofMinutes(3);

    private final Path folder;
    private final Steps steps;

    TrainCaches(Path folder, Steps steps) {
        this.folder = folder;
        this.steps = steps;
    }

    /**
     * Leaves {@code service.aot} in the application of each image.
     *
     * @throws Sentence if a runtime cannot run on this machine
     */
    void of(Map<Service, BuiltImage> images) throws IOException, InterruptedException {
        steps.run("services run with the images' runtimes", () -> record(images));
        for (BuiltImage image : images.values()) {
            steps.run("cache of " + image.name(), () -> create(image));
        }
    }

    private String record(Map<Service, BuiltImage> images) throws IOException, InterruptedException {
        for (BuiltImage image : images.values()) {
            requireThatItRuns(image);
        }
        LocalSuite.Settings settings = LocalSuite.in(folder)
                .port(0)
                .sample(false)
                .grace(WRITING)
                .command(service -> recording(Objects.requireNonNull(images.get(service))));
        try (LocalSuite suite = settings.start()) {
            return new Exercise(suite.env()).run() + " calls";
        }
    }

    private static void requireThatItRuns(BuiltImage image) throws InterruptedException {
        try {
            Tool.run("", List.of(image.java().toString(), "-version"));
        } catch (IOException | Sentence e) {
            throw new Sentence(
                    "The Java runtime of the base image does not run on this machine, so no cache can be trained:"
                            + " build on the platform that the images are for, or with --no-cache. " + e.getMessage(),
                    e);
        }
    }

    private static List<String> recording(BuiltImage image) {
        return command(image, "-XX:AOTMode=record", "-XX:AOTConfiguration=" + configuration(image));
    }

    private String create(BuiltImage image) throws IOException, InterruptedException {
        Path cache = image.application().resolve(NAME);
        List<String> command = command(
                image, "-XX:AOTMode=create", "-XX:AOTConfiguration=" + configuration(image), "-XX:AOTCache=" + cache);
        Tool.run("The cache of " + image.name() + " was not made", command);
        return Files.size(cache) / (1024 * 1024) + " MiB";
    }

    private static Path configuration(BuiltImage image) {
        return image.root().resolveSibling("aot.conf");
    }

    private static List<String> command(BuiltImage image, String... mode) {
        List<String> command = new ArrayList<>(List.of(image.java().toString()));
        command.addAll(image.options());
        command.addAll(List.of(mode));
        command.addAll(
                List.of("-jar", image.application().resolve(ServiceJar.NAME).toString()));
        return command;
    }
}
