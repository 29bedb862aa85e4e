package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class PodDisruptionBudgetTest {

    @Test
    void onePodOfAServiceMayLeaveAtATime() {
        for (String service : Chart.SERVICES) {
            JsonNode budget =
                    Chart.with("minimal").one("PodDisruptionBudget", service).path("spec");
            assertThat(budget.path("maxUnavailable").asInt()).isEqualTo(1);
            assertThat(budget.path("unhealthyPodEvictionPolicy").asText()).isEqualTo("AlwaysAllow");
        }
    }

    @Test
    void aShareIsPossible() {
        assertThat(Chart.with("everything")
                        .named("PodDisruptionBudget", "shop-gateway")
                        .at("/spec/maxUnavailable")
                        .asText())
                .isEqualTo("25%");
    }

    @Test
    void itCanBeTurnedOff() {
        assertThat(Chart.with("trial").all("PodDisruptionBudget")).isEmpty();
    }
}
