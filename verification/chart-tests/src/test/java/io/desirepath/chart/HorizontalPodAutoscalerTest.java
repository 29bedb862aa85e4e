package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class HorizontalPodAutoscalerTest {

    @Test
    void everyServiceIsScaledByItsProcessors() {
        assertThat(Chart.with("minimal").all("HorizontalPodAutoscaler")).hasSize(4);
        JsonNode scaler = Chart.with("production")
                .one("HorizontalPodAutoscaler", "gateway")
                .path("spec");

        assertThat(scaler.path("minReplicas").asInt()).isEqualTo(3);
        assertThat(scaler.path("maxReplicas").asInt()).isEqualTo(12);
        assertThat(scaler.at("/metrics/0/resource/name").asText()).isEqualTo("cpu");
        assertThat(scaler.at("/metrics/0/resource/target/averageUtilization").asInt())
                .isEqualTo(70);
    }

    @Test
    void aShareOfTheProcessorsIsOfWhatPodsRequest() {
        for (String service : Chart.SERVICES) {
            assertThat(Chart.with("minimal")
                            .container(service)
                            .at("/resources/requests/cpu")
                            .isTextual())
                    .isTrue();
        }
    }

    @Test
    void itCanBeTurnedOff() {
        assertThat(Chart.with("hpa-off").all("HorizontalPodAutoscaler")).isEmpty();
    }

    @Test
    void kedaTakesItsPlace() {
        assertThat(Chart.with("keda").all("HorizontalPodAutoscaler"))
                .extracting(Rendering::name)
                .containsExactly("dp-desire-path-gateway");
    }
}
