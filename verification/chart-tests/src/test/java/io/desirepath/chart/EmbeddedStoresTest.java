package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class EmbeddedStoresTest {

    private final Rendering trial = Chart.with("trial");

    @Test
    void thereAreNoneUnlessAskedFor() {
        assertThat(Chart.with("production").all("StatefulSet")).isEmpty();
        assertThat(Chart.with("production").all("Deployment")).hasSize(4);
    }

    @Test
    void postgresqlMakesDatabasesAndRolesWithPasswordsOfTheSecret() {
        JsonNode pod = trial.one("StatefulSet", "postgresql").at("/spec/template/spec");
        JsonNode scripts = trial.one("ConfigMap", "postgresql").path("data");

        assertThat(scripts.fieldNames()).toIterable().containsExactly("1-databases.sql", "2-passwords.sql");
        scripts.path("2-passwords.sql")
                .asText()
                .lines()
                .filter(line -> line.startsWith("\\getenv"))
                .forEach(line -> assertThat(Rendering.variable(pod.at("/containers/0"), line.split(" ")[2])
                                .at("/valueFrom/secretKeyRef/key")
                                .asText())
                        .endsWith("-password"));
        assertThat(scripts.path("2-passwords.sql").asText().lines().filter(line -> line.startsWith("ALTER ROLE")))
                .hasSize(8);
    }

    @Test
    void redisAsksForThePasswordThatServicesHave() {
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
    void servicesFindPostgresql() {
        assertThat(trial.environment("gateway", "DESIREPATH_DATABASE_URL")
                        .path("value")
                        .asText())
                .isEqualTo("jdbc:postgresql://dp-desire-path-postgresql:5432/gateway?ApplicationName=gateway");
    }
}
