package io.desirepath.benchmark.journey.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.ExpertPrior;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageModel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilteredTest {

    private static final Instant KNOWN = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<Instant> MOMENTS =
            List.of(KNOWN.minus(Duration.ofDays(1)), KNOWN, after(1), after(30), after(400));

    private final StageModel model = ExpertPrior.load();
    private final Filtered method = new Filtered(model, null);

    @Test
    void anAccountThatShowedNothingIsAtTheStartUntilItIsKnownAndThenSilent() {
        List<double[]> beliefs = method.beliefs(subject(KNOWN), MOMENTS);

        assertAtTheStart(beliefs.get(0));
        assertAtTheStart(beliefs.get(1));
        // What is next to no evidence, and is seen when the account is known, is silence too.
        var look = new Observation(KNOWN, new MessageId("look"), Mark.PAGE_VIEW, null, "look", 1e-12);
        List<double[]> looked = method.beliefs(subject(KNOWN, look), MOMENTS);
        for (int i = 2; i < MOMENTS.size(); i++) {
            assertThat(beliefs.get(i)).containsExactly(looked.get(i), within(1e-9));
        }
        assertThat(beliefs.getLast()[Stage.DORMANT.ordinal()]).isGreaterThan(model.start(Stage.DORMANT));
    }

    @Test
    void anAccountThatIsNeverKnownIsAlwaysAtTheStart() {
        method.beliefs(subject(Instant.MAX), MOMENTS).forEach(this::assertAtTheStart);
    }

    private void assertAtTheStart(double[] belief) {
        for (Stage stage : Stage.values()) {
            assertThat(belief[stage.ordinal()]).isCloseTo(model.start(stage), within(1e-9));
        }
    }

    private static Subject subject(Instant knownSince, Observation... observations) {
        return new Subject(new AccountId("A"), knownSince, List.of(observations));
    }

    private static Instant after(int days) {
        return KNOWN.plus(Duration.ofDays(days));
    }
}
