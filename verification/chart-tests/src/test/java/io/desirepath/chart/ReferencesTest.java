package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one object says of another is true; a cluster would take it anyway and not work. */
class ReferencesTest {

    static Stream<Rendering> situations() {
        return Chart.situations().map(Chart::with);
    }

    @ParameterizedTest
    @MethodSource("situations")
    void noTwoObjectsHaveTheSameKindAndName(Rendering rendering) {
        assertThat(rendering.objects().stream()
                        .map(object -> object.path("kind").asText() + " " + Rendering.name(object)))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void everyServiceFindsPodsWithItsPorts(Rendering rendering) {
        assertThat(rendering.all("Service")).allSatisfy(service -> {
            List<JsonNode> pods = templates(rendering)
                    .filter(template -> matches(service.at("/spec/selector"), template))
                    .toList();
            assertThat(pods).as(Rendering.name(service)).hasSize(1);
            assertThat(portNames(pods.getFirst()))
                    .containsAll(Rendering.elements(service.at("/spec/ports"))
                            .map(port -> port.path("targetPort").asText())
                            .toList());
        });
    }

    @ParameterizedTest
    @MethodSource("situations")
    void everyBudgetAndPolicyFindsPods(Rendering rendering) {
        Stream.concat(
                        rendering.all("PodDisruptionBudget").stream().map(o -> o.at("/spec/selector")),
                        rendering.all("NetworkPolicy").stream().map(o -> o.at("/spec/podSelector")))
                .forEach(selector -> assertThat(templates(rendering))
                        .as("%s", selector)
                        .anyMatch(template -> matches(selector.path("matchLabels"), template)));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void everyScalerAndRouteLeadsToSomethingInTheRelease(Rendering rendering) {
        Set<String> deployments = names(rendering, "Deployment");
        Set<String> services = names(rendering, "Service");
        Stream.concat(rendering.all("HorizontalPodAutoscaler").stream(), rendering.all("ScaledObject").stream())
                .forEach(o -> assertThat(deployments)
                        .contains(o.at("/spec/scaleTargetRef/name").asText()));
        rendering
                .all("Ingress")
                .forEach(o -> assertThat(services)
                        .contains(o.at("/spec/rules/0/http/paths/0/backend/service/name")
                                .asText()));
        rendering
                .all("HTTPRoute")
                .forEach(o -> assertThat(services)
                        .contains(o.at("/spec/rules/0/backendRefs/0/name").asText()));
    }

    @ParameterizedTest
    @MethodSource("situations")
    void everyMountHasItsVolumeAndEveryProbeItsPort(Rendering rendering) {
        rendering.pods().forEach(pod -> {
            List<String> volumes = Rendering.elements(pod.path("volumes"))
                    .map(volume -> volume.path("name").asText())
                    .collect(Collectors.toList());
            Rendering.elements(pod.path("containers")).forEach(container -> {
                Rendering.elements(container.path("volumeMounts"))
                        .map(mount -> mount.path("name").asText())
                        .filter(name -> !name.equals("data"))
                        .forEach(name -> assertThat(volumes).contains(name));
                container
                        .findValues("httpGet")
                        .forEach(probe -> assertThat(container.path("ports").findValuesAsText("name"))
                                .contains(probe.path("port").asText()));
            });
        });
    }

    @ParameterizedTest
    @MethodSource("situations")
    void noVariableIsSetTwice(Rendering rendering) {
        rendering
                .pods()
                .flatMap(Rendering::containers)
                .forEach(container -> assertThat(Rendering.elements(container.path("env"))
                                .map(variable -> variable.path("name").asText()))
                        .doesNotHaveDuplicates());
    }

    private static Stream<JsonNode> templates(Rendering rendering) {
        return rendering.objects().stream()
                .map(object -> object.path("kind").asText().equals("Pod") ? object : object.at("/spec/template"))
                .filter(template -> template.at("/metadata/labels").isObject());
    }

    private static boolean matches(JsonNode selector, JsonNode template) {
        JsonNode labels = template.at("/metadata/labels");
        return selector.properties().stream().allMatch(entry -> entry.getValue().equals(labels.path(entry.getKey())));
    }

    private static List<String> portNames(JsonNode template) {
        return Rendering.elements(template.at("/spec/containers"))
                .flatMap(container -> Rendering.elements(container.path("ports")))
                .map(port -> port.path("name").asText())
                .toList();
    }

    private static Set<String> names(Rendering rendering, String kind) {
        return rendering.all(kind).stream().map(Rendering::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
