package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ServiceMonitorTest {

    @Test
    void metricsAreReadFromTheManagementPortOfEachService() {
        JsonNode monitor = Chart.with("production").one("ServiceMonitor", "");

        assertThat(monitor.at("/spec/endpoints/0/port").asText()).isEqualTo("management");
        assertThat(monitor.at("/spec/endpoints/0/path").asText()).isEqualTo("/q/metrics");
        assertThat(Rendering.texts(monitor.at("/spec/selector/matchExpressions/0/values")))
                .containsExactlyInAnyOrderElementsOf(Chart.SERVICES);
        assertThat(monitor.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
    }

    @Test
    void thereIsNoneUnlessAskedFor() {
        assertThat(Chart.with("minimal").all("ServiceMonitor")).isEmpty();
    }
}
