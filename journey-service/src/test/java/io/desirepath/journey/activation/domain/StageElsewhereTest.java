package io.desirepath.journey.activation.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageElsewhereTest {

    @Test
    void aStageHasTheFurthestOfItsNamesOrThatOfTheStageBefore() {
        Map<Stage, List<String>> names =
                Map.of(Stage.CONSIDERATION, List.of("Lead", "Qualified"), Stage.PURCHASE, List.of("Customer"));
        StageElsewhere elsewhere = new StageElsewhere(stage -> names.getOrDefault(stage, List.of()));

        assertThat(elsewhere.name(Stage.AWARENESS)).isEmpty();
        assertThat(elsewhere.name(Stage.CONSIDERATION)).contains("Qualified");
        assertThat(elsewhere.name(Stage.DECISION)).contains("Qualified");
        assertThat(elsewhere.name(Stage.ADVOCACY)).contains("Customer");
        assertThat(elsewhere.name(Stage.DORMANT)).isEmpty();
    }
}
