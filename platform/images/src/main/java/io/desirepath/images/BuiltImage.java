package io.desirepath.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.local.console.Sentence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An image that Quarkus built, as {@code docker save} would write it, unpacked into a folder: there its own Java runtime
 * can start its own application.
 *
 * @param archive the image's file
 * @param reference its name and tag, {@code desire-path/gateway:1.0.0}
 * @param options the JVM's, as in the image's entry point
 * @param root the image's file system
 * @param java its runtime's launcher in there
 */
record BuiltImage(Path archive, String reference, List<String> options, Path root, Path java) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where images have the application; the same in {@code quarkus.jib.working-directory}. */
    static final String APPLICATION = "/app";

    /**
     * Unpacks an image.
     *
     * @throws Sentence if its base image does not say where its Java runtime is
     */
    static BuiltImage unpack(Path archive, Path folder) throws IOException, InterruptedException {
        Path parts = Files.createDirectories(folder.resolve("parts"));
        Path root = Files.createDirectories(folder.resolve("root"));
        extract(archive, parts);
        JsonNode manifest =
                JSON.readTree(parts.resolve("manifest.json").toFile()).get(0);
        for (JsonNode layer : manifest.get("Layers")) {
            extract(parts.resolve(layer.asText()), root);
        }
        JsonNode config = JSON.readTree(
                        parts.resolve(manifest.get("Config").asText()).toFile())
                .get("config");
        Path java = root.resolve("." + variable(config, "JAVA_HOME")).resolve("bin/java");
        return new BuiltImage(
                archive, manifest.at("/RepoTags/0").asText(), options(config), root.normalize(), java.normalize());
    }

    /** {@code gateway} of {@code desire-path/gateway:1.0.0}. */
    String name() {
        return reference.substring(reference.lastIndexOf('/') + 1, reference.lastIndexOf(':'));
    }

    Path application() {
        return root.resolve("." + APPLICATION).normalize();
    }

    private static List<String> options(JsonNode config) {
        List<String> options = new ArrayList<>();
        for (JsonNode argument : config.get("Entrypoint")) {
            if (argument.asText().startsWith("-") && !argument.asText().equals("-jar")) {
                options.add(argument.asText());
            }
        }
        return options;
    }

    private static String variable(JsonNode config, String name) {
        return StreamSupport.stream(config.path("Env").spliterator(), false)
                .map(JsonNode::asText)
                .filter(variable -> variable.startsWith(name + "="))
                .map(variable -> variable.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new Sentence("The base image does not say by " + name + " where its Java is."));
    }

    /** Devices can only be made by root, and a Java runtime needs none of them. */
    private static void extract(Path archive, Path folder) throws IOException, InterruptedException {
        Tool.run(
                archive + " cannot be unpacked",
                List.of("tar", "-xf", archive.toString(), "-C", folder.toString(), "--exclude=dev", "--exclude=./dev"));
    }
}
