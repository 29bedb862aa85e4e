package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class ScaledObjectTest {

    @Test
    void whatReadsFeedsIsScaledByProcessorsAndByHowFarItIsBehind() {
        JsonNode triggers =
                Chart.with("keda").one("ScaledObject", "journey-service").at("/spec/triggers");

        assertThat(triggers.findValuesAsText("type")).containsExactly("cpu", "prometheus");
        assertThat(triggers.at("/1/metadata/query").asText())
                .isEqualTo(
                        "max(desirepath_feed_lag_seconds{namespace=\"shop\", service=\"dp-desire-path-journey-service\"})");
        assertThat(triggers.at("/1/metadata/threshold").asText()).isEqualTo("20");
        assertThat(triggers.at("/1/metadata/serverAddress").asText()).isEqualTo("http://prometheus.monitoring:9090");
    }

    @Test
    void theGatewayReadsNoFeed() {
        assertThat(Chart.with("everything")
                        .named("ScaledObject", "shop-gateway")
                        .at("/spec/triggers")
                        .findValuesAsText("type"))
                .containsExactly("cpu");
    }

    @Test
    void thereIsNoneUnlessAskedFor() {
        assertThat(Chart.with("minimal").all("ScaledObject")).isEmpty();
    }
}
