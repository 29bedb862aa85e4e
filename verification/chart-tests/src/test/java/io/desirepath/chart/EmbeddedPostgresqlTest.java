package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresqlTest {

    private final Rendering trial = Chart.with("trial");

    @Test
    void itMakesDatabasesAndRolesWithPasswordsOfTheSecret() {
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
    void servicesFindIt() {
        assertThat(trial.environment("gateway", "DESIREPATH_DATABASE_URL")
                        .path("value")
                        .asText())
                .isEqualTo("jdbc:postgresql://dp-desire-path-postgresql:5432/gateway?ApplicationName=gateway");
    }

    @Test
    void thereIsNoneUnlessAskedFor() {
        assertThat(Chart.with("production").all("StatefulSet")).isEmpty();
    }
}
