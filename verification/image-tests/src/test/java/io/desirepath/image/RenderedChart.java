package io.desirepath.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The pods of the chart in {@code k8s/chart}, as Helm renders them for a PostgreSQL on this machine. */
final class RenderedChart {

    private static final ObjectMapper YAML = new YAMLMapper(new YAMLFactory());

    /** Helm as a library leaves hooks out; under another name they are objects like others. */
    private static final String HOOK = "helm.sh/hook";

    private final List<JsonNode> objects;
    private final Map<String, String> secret;

    /**
     * Renders it.
     *
     * @param secret what the Secret holds that the chart is told of
     */
    RenderedChart(Path checkout, int postgresqlPort, Map<String, String> secret) throws IOException {
        this.secret = secret;
        String text = new Helm(copyWithoutHooks(checkout.resolve("k8s/chart")))
                .template()
                .withName("it")
                // Helm as a library would otherwise take itself for a very old cluster.
                .withKubeVersion("1.35.0")
                .set("fullnameOverride", "it")
                .set("existingSecret", "it")
                .set("image.registry", "localhost")
                .set("postgresql.host", "127.0.0.1")
                .set("postgresql.port", Integer.toString(postgresqlPort))
                .set("postgresql.sslMode", "disable")
                .call();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            objects = documents.readAll();
        }
    }

    /** The pod of a service. */
    PodTemplate service(String service) {
        return template("Deployment", "it-" + service);
    }

    /** The pod that migrates a service's database and ends. */
    PodTemplate migration(String service) {
        return template("Job", "it-migrate-" + service);
    }

    private PodTemplate template(String kind, String name) {
        JsonNode pod = objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .filter(object -> object.at("/metadata/name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The chart has no " + kind + " " + name))
                .at("/spec/template/spec");
        return PodTemplate.of(pod, secret);
    }

    private static Path copyWithoutHooks(Path chart) throws IOException {
        Path copy = Path.of("target", "chart").toAbsolutePath();
        try (Stream<Path> files = Files.walk(chart)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    Path target = copy.resolve(chart.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.writeString(target, Files.readString(file).replace(HOOK, "not-a-hook"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return copy;
    }
}
