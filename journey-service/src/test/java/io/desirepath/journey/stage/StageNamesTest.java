package io.desirepath.journey.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.desirepath.contracts.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageNamesTest {

    private final StageNames names = StageNames.load();

    @Test
    void ourOwnNamesAndThoseOfOthersAreStages() {
        for (Stage stage : Stage.values()) {
            assertThat(names.find(stage.name())).contains(stage);
        }
        assertThat(names.find("marketingqualifiedlead")).contains(Stage.CONSIDERATION);
        assertThat(names.find("Sales Qualified Lead")).contains(Stage.DECISION);
        assertThat(names.find(" customer ")).contains(Stage.PURCHASE);
        assertThat(names.find("Target")).contains(Stage.AWARENESS);
        assertThat(names.find("somewhere")).isEmpty();
        assertThat(names.find("")).isEmpty();
        assertThat(names.of(Stage.ADVOCACY)).extracting(StageNames.Name::name).containsExactly("Evangelist");
    }

    @Test
    void aNameThatMeansTwoStagesIsRefused() {
        var lead = new StageNames.Name("a", "Lead", Stage.AWARENESS);
        var other = new StageNames.Name("b", "lead", Stage.DECISION);
        assertThatThrownBy(() -> new StageNames(List.of(lead, other)))
                .hasMessageContaining("both AWARENESS and DECISION");
        var ours = new StageNames.Name("a", "Decision", Stage.PURCHASE);
        assertThatThrownBy(() -> new StageNames(List.of(ours))).hasMessageContaining("DECISION");
    }
}
