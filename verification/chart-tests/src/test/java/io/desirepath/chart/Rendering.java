package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;

/** What Helm made of the chart: its text and the objects in it. */
record Rendering(String text, List<JsonNode> objects) {

    private static final ObjectMapper YAML = yaml();

    /** A key that is there twice is an error here as it is in a cluster, which Helm does not notice. */
    private static ObjectMapper yaml() {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        strict.setCodePointLimit(20_000_000);
        return new YAMLMapper(YAMLFactory.builder().loaderOptions(strict).build());
    }

    static Rendering of(String text) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return new Rendering(
                    text,
                    documents.readAll().stream().filter(JsonNode::isObject).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the rendering is no YAML", e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode parse(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> all(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    /** The object of this kind whose name is that of the release and then this; the release's alone, if empty. */
    JsonNode one(String kind, String name) {
        String full = name.isEmpty() ? Chart.FULLNAME : Chart.FULLNAME + "-" + name;
        return named(kind, full);
    }

    JsonNode named(String kind, String full) {
        List<JsonNode> found =
                all(kind).stream().filter(object -> name(object).equals(full)).toList();
        assertThat(found).as("%s %s", kind, full).hasSize(1);
        return found.getFirst();
    }

    /** The container of a service's Deployment. */
    JsonNode container(String service) {
        return one("Deployment", service).at("/spec/template/spec/containers/0");
    }

    /** What a service's container is told by this variable; missing, if it is not told. */
    JsonNode environment(String service, String variable) {
        return variable(container(service), variable);
    }

    static JsonNode variable(JsonNode container, String variable) {
        return elements(container.path("env"))
                .filter(entry -> entry.path("name").asText().equals(variable))
                .findFirst()
                .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    /** The pod templates of all workloads, and the pods that are rendered as such. */
    Stream<JsonNode> pods() {
        return objects.stream()
                .flatMap(object -> Stream.of(object.at("/spec/template/spec"), object.path("spec"))
                        .filter(spec -> spec.has("containers")));
    }

    static Stream<JsonNode> containers(JsonNode podSpec) {
        return Stream.concat(elements(podSpec.path("initContainers")), elements(podSpec.path("containers")));
    }

    static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    static List<String> texts(JsonNode node) {
        return elements(node).map(JsonNode::asText).toList();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
