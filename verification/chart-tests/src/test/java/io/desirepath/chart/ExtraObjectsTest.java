package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExtraObjectsTest {

    @Test
    void objectsAreTakenAsTheyAreAndTextsAsTemplates() {
        Rendering rendering = Chart.with("everything");

        rendering.named("ConfigMap", "trust-bundle");
        assertThat(rendering
                        .named("ConfigMap", "shop-notes")
                        .at("/data/release")
                        .asText())
                .isEqualTo("dp");
    }
}
