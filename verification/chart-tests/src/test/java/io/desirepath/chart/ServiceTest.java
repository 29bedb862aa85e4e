package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ServiceTest {

    @Test
    void everyServiceIsInsideTheClusterWithBothPorts() {
        for (String name : Chart.SERVICES) {
            JsonNode service = Chart.with("production").one("Service", name);
            assertThat(service.at("/spec/type").asText()).isEqualTo("ClusterIP");
            assertThat(service.at("/spec/ports").findValuesAsText("name")).containsExactly("http", "management");
            assertThat(service.at("/spec/ports").findValuesAsText("port")).containsExactly("8080", "9000");
        }
    }

    @Test
    void servicesAreToldToTheOthersByTheirNames() {
        Rendering rendering = Chart.with("everything");
        for (String name : Chart.SERVICES.subList(0, 3)) {
            String variable =
                    "DESIREPATH_%s_URL".formatted(name.replace("-service", "").toUpperCase(java.util.Locale.ROOT));
            String address = Rendering.variable(
                            rendering.named("Deployment", "shop-gateway").at("/spec/template/spec/containers/0"),
                            variable)
                    .path("value")
                    .asText();
            assertThat(address).isEqualTo("http://shop-%s:8080", name);
            rendering.named("Service", "shop-" + name);
        }
    }
}
