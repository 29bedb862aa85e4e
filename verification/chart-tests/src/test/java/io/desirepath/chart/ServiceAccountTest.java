package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceAccountTest {

    @Test
    void itGetsNoToken() {
        assertThat(Chart.with("minimal")
                        .one("ServiceAccount", "")
                        .path("automountServiceAccountToken")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void anExistingOneIsUsedForPodsAndMigrations() {
        Rendering rendering = Chart.with("minimal", "serviceAccount.create=false", "serviceAccount.name=theirs");

        assertThat(rendering.all("ServiceAccount")).isEmpty();
        assertThat(rendering.pods())
                .allMatch(pod -> pod.path("serviceAccountName").asText().equals("theirs"));
    }

    @Test
    void withoutAnyItIsTheNamespacesOwn() {
        assertThat(Chart.with("minimal", "serviceAccount.create=false").pods())
                .allMatch(pod -> pod.path("serviceAccountName").asText().equals("default"));
    }
}
