package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class DashboardTest {

    @Test
    void itIsJsonThatGrafanaFinds() {
        JsonNode map = Chart.with("production").one("ConfigMap", "dashboard");
        JsonNode dashboard = Rendering.parse(map.at("/data/desire-path.json").asText());

        assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
        assertThat(dashboard.path("panels")).hasSizeGreaterThan(10);
        assertThat(dashboard.at("/panels").findValuesAsText("expr")).allMatch(query -> query.contains("$namespace"));
    }

    @Test
    void thereIsNoneUnlessAskedFor() {
        assertThat(Chart.with("minimal").all("ConfigMap"))
                .extracting(Rendering::name)
                .containsExactly("dp-desire-path-test");
    }
}
