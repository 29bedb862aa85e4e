package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A cluster takes every object of every situation as it is, and a wrong one would be noticed here. */
class KubernetesApiTest {

    static Stream<String> situations() {
        return Chart.situations();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void everyObjectIsValid(String situation) {
        assertThat(Chart.with(situation).objects())
                .isNotEmpty()
                .allSatisfy(object -> assertThat(KubernetesApi.problems(object))
                        .as("%s %s", object.path("kind").asText(), Rendering.name(object))
                        .isEmpty());
    }

    @Test
    void amongThemIsEveryKindThatTheChartKnows() {
        assertThat(Chart.situations()
                        .flatMap(situation -> Chart.with(situation).objects().stream())
                        .map(object -> object.path("kind").asText())
                        .distinct())
                .containsExactlyInAnyOrder(
                        "ConfigMap",
                        "Deployment",
                        "HTTPRoute",
                        "HorizontalPodAutoscaler",
                        "Ingress",
                        "Job",
                        "NetworkPolicy",
                        "Pod",
                        "PodDisruptionBudget",
                        "PrometheusRule",
                        "ScaledObject",
                        "Service",
                        "ServiceAccount",
                        "ServiceMonitor",
                        "StatefulSet");
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, gateway, /spec, replica, 3",
        "Deployment, gateway, /spec/template/spec, hostNetworking, true",
        "Deployment, gateway, /spec/template/spec/containers/0, imagePullPolicy, Sometimes",
        "Deployment, gateway, /spec/template/spec/containers/0/ports/0, containerPort, '\"eighty\"'",
        "Deployment, gateway, /spec/template/spec/containers/0/readinessProbe/httpGet, url, '\"/\"'",
        "Deployment, gateway, /spec/template/spec/containers/0/resources/limits, memory, '\"much\"'",
        "Service, gateway, /spec/ports/0, protocol, '\"HTTP\"'",
        "NetworkPolicy, gateway, /spec/ingress/0, to, '[]'",
        "PodDisruptionBudget, gateway, /spec, maxUnavailible, 1",
        "HorizontalPodAutoscaler, gateway, /spec/metrics/0/resource/target, averageUtilisation, 70",
        "ServiceMonitor, '', /spec/endpoints/0, portName, '\"x\"'",
        "PrometheusRule, '', /spec/groups/0/rules/0, for, '\"soon\"'",
    })
    void aWrongObjectIsNoticed(String kind, String name, String where, String field, String value) {
        JsonNode object = Chart.with("production").one(kind, name).deepCopy();
        assertThat(KubernetesApi.problems(object)).isEmpty();

        ((ObjectNode) object.at(where)).set(field, Rendering.parse(value));

        assertThat(KubernetesApi.problems(object)).isNotEmpty();
    }

    @Test
    void aWrongCustomResourceIsNoticed() {
        JsonNode route = Chart.with("gateway-api").one("HTTPRoute", "").deepCopy();
        ((ObjectNode) route.at("/spec/rules/0/backendRefs/0")).put("port", 0);
        JsonNode scaled =
                Chart.with("keda").one("ScaledObject", "journey-service").deepCopy();
        ((ObjectNode) scaled.at("/spec/triggers/0")).put("metadata", "cpu");

        assertThat(KubernetesApi.problems(route)).isNotEmpty();
        assertThat(KubernetesApi.problems(scaled)).isNotEmpty();
    }

    @Test
    void aMissingFieldIsNoticed() {
        JsonNode deployment = Chart.with("minimal").one("Deployment", "gateway").deepCopy();
        ((ObjectNode) deployment.path("spec")).remove("selector");

        assertThat(KubernetesApi.problems(deployment)).isNotEmpty();
    }
}
