package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    private static List<JsonNode> jobs(String situation, String... values) {
        return Chart.with(situation, values).all("Job").stream()
                .sorted(Comparator.comparingInt(MigrationsTest::weight))
                .toList();
    }

    private static int weight(JsonNode hook) {
        return Integer.parseInt(
                hook.at("/metadata/annotations/helm.sh~1hook-weight").asText());
    }

    @Test
    void eachImageMigratesOnceBeforeAnythingElseChanges() {
        assertThat(jobs("minimal"))
                .extracting(Rendering::name)
                .containsExactly(
                        "dp-desire-path-migrate-persona-service",
                        "dp-desire-path-migrate-journey-service",
                        "dp-desire-path-migrate-recommendation-service",
                        "dp-desire-path-migrate-gateway");
        assertThat(jobs("minimal")).allSatisfy(job -> {
            assertThat(job.at("/metadata/annotations/helm.sh~1hook").asText()).isEqualTo("pre-install,pre-upgrade");
            assertThat(job.at("/metadata/annotations/helm.sh~1hook-delete-policy")
                            .asText())
                    .isEqualTo("before-hook-creation");
            assertThat(job.at("/spec/template/spec/restartPolicy").asText()).isEqualTo("Never");
        });
    }

    @Test
    void whatTheyNeedIsThereBeforeThem() {
        Rendering rendering = Chart.with("minimal");
        int first = weight(jobs("minimal").getFirst());

        assertThat(Stream.of(rendering.one("ServiceAccount", "migrate"), rendering.one("NetworkPolicy", "migrate")))
                .allMatch(hook -> weight(hook) < first);
        assertThat(rendering.one("NetworkPolicy", "migrate").at("/spec/egress").findValuesAsText("port"))
                .containsExactly("53", "53", "5432");
    }

    @Test
    void aMigrationHasTheOwnersPasswordAndNoOther() {
        for (JsonNode job : jobs("existing-secrets")) {
            JsonNode container = job.at("/spec/template/spec/containers/0");
            assertThat(container.path("env").findValues("secretKeyRef"))
                    .singleElement()
                    .satisfies(reference -> {
                        assertThat(reference.path("name").asText()).isEqualTo("desire-path-postgresql-owner");
                        assertThat(reference.path("key").asText()).endsWith("-owner-password");
                    });
            assertThat(Rendering.variable(container, "QUARKUS_INIT_AND_EXIT")
                            .path("value")
                            .asText())
                    .isEqualTo("true");
        }
    }

    @Test
    void itMigratesTheDatabaseOfItsImage() {
        JsonNode container = jobs("minimal").getLast().at("/spec/template/spec/containers/0");

        assertThat(container.path("image").asText()).contains("/gateway:");
        assertThat(Rendering.variable(container, "DESIREPATH_DATABASE_OWNER_USERNAME")
                        .path("value")
                        .asText())
                .isEqualTo("gateway_owner");
        assertThat(Rendering.variable(container, "DESIREPATH_DATABASE_USERNAME")
                        .path("value")
                        .asText())
                .isEqualTo("gateway_app");
        assertThat(Rendering.variable(container, "DESIREPATH_DATABASE_URL")
                        .path("value")
                        .asText())
                .contains("/gateway?");
    }

    @Test
    void inATrialThePodsDoItThemselvesSinceTheDatabaseComesWithThem() {
        Rendering rendering = Chart.with("trial");

        assertThat(rendering.all("Job")).isEmpty();
        for (String service : Chart.SERVICES) {
            JsonNode pod = rendering.one("Deployment", service).at("/spec/template/spec");
            assertThat(pod.path("initContainers").findValuesAsText("name")).contains("migrate");
            assertThat(pod.path("containers").toString()).doesNotContain("OWNER");
        }
    }

    @Test
    void theyCanBeTurnedOff() {
        assertThat(jobs("minimal", "migrations.enabled=false")).isEmpty();
        assertThat(Chart.with("trial", "migrations.enabled=false").text()).doesNotContain("initContainers");
    }
}
