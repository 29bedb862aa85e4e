package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class EmbeddedRedisTest {

    private final Rendering trial = Chart.with("trial");

    @Test
    void itAsksForThePasswordThatServicesHave() {
        JsonNode redis = trial.one("Deployment", "redis").at("/spec/template/spec/containers/0");

        assertThat(Rendering.texts(redis.path("args"))).containsSubsequence("--requirepass", "$(REDIS_PASSWORD)");
        assertThat(trial.environment("gateway", "DESIREPATH_REDIS_URL")
                        .path("value")
                        .asText())
                .isEqualTo("redis://:$(REDIS_PASSWORD)@dp-desire-path-redis:6379");
        assertThat(DeploymentTest.secret(trial.environment("gateway", "REDIS_PASSWORD")))
                .isEqualTo(DeploymentTest.secret(Rendering.variable(redis, "REDIS_PASSWORD")));
    }

    @Test
    void aVariableThatAnotherRefersToComesBeforeIt() {
        assertThat(trial.container("gateway").path("env").findValuesAsText("name"))
                .containsSubsequence("REDIS_PASSWORD", "DESIREPATH_REDIS_URL");
    }

    @Test
    void thereIsNoneUnlessAskedFor() {
        assertThat(Chart.with("production").all("Deployment")).hasSize(4);
    }
}
