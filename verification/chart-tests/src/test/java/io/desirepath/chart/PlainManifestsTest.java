package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The plain manifests that each service's build makes say the same as the chart about names, ports and probes. */
class PlainManifestsTest {

    static final List<String> SERVICES = Chart.SERVICES;

    @ParameterizedTest
    @FieldSource("SERVICES")
    void theyAgreeWithTheChart(String service) throws IOException {
        Path file = Chart.ROOT.resolve(service + "/target/kubernetes/kubernetes.yml");
        assumeTrue(
                Boolean.getBoolean("desirepath.test.all") || Files.exists(file),
                "needs the manifests of " + service + ": mvn -pl " + service + " -am package");
        Rendering plain = Rendering.of(Files.readString(file));

        JsonNode ours = Chart.with("minimal").container(service);
        JsonNode theirs = plain.named("Deployment", service).at("/spec/template/spec/containers/0");

        assertThat(theirs.path("name").asText()).isEqualTo(service);
        assertThat(ports(theirs)).isEqualTo(ports(ours));
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            assertThat(theirs.path(probe).at("/httpGet/path"))
                    .as(probe)
                    .isEqualTo(ours.path(probe).at("/httpGet/path"));
            assertThat(portNumber(theirs, probe)).as(probe).isEqualTo(portNumber(ours, probe));
        }
        // Quarkus keeps the management port out of the Service.
        assertThat(plain.named("Service", service).at("/spec/ports"))
                .singleElement()
                .satisfies(port -> {
                    assertThat(port.path("name").asText()).isEqualTo("http");
                    assertThat(port.path("targetPort").asInt()).isEqualTo(8080);
                });
    }

    private static Map<String, Integer> ports(JsonNode container) {
        Map<String, Integer> ports = new TreeMap<>();
        container
                .path("ports")
                .forEach(port -> ports.put(
                        port.path("name").asText(), port.path("containerPort").asInt()));
        return ports;
    }

    private static int portNumber(JsonNode container, String probe) {
        JsonNode port = container.path(probe).at("/httpGet/port");
        return port.isTextual() ? ports(container).get(port.asText()) : port.asInt();
    }
}
