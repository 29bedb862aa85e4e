package io.desirepath.journey.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageTransition;
import io.desirepath.contracts.StageTransition.Reason;
import io.desirepath.journey.stage.Replay.Walked;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublicationTest {

    private static final AccountId ACCOUNT = new AccountId("A");
    private static final Instant ARRIVAL = Instant.parse("2026-06-01T00:00:00Z");
    private static final StageFilter FILTER = new StageFilter(ExpertPrior.load());

    private final Replay replay = new Replay(FILTER);

    @Test
    void theFirstTransitionComesFromNowhereAndEachHasARevisionOfItsOwn() {
        Walked walked = replay.walk(null, 0, List.of(order(400), order(390), order(380)));

        Publication publication =
                Publication.afterEvents(StoredJourney.unseen(ACCOUNT, daysBefore(400)), walked, ARRIVAL, "v");

        assertThat(publication.transitions().getFirst().from()).isNull();
        assertThat(publication.transitions())
                .extracting(StageTransition::reason)
                .doesNotContain(Reason.REPLAY);
        assertThat(publication.transitions())
                .extracting(StageTransition::revision)
                .startsWith(1L);
        assertThat(publication.belief().revision())
                .isEqualTo(publication.transitions().size() + 1L);
        assertThat(publication.belief().asOf()).isEqualTo(daysBefore(380));
    }

    @Test
    void aReplayThatComesToTheSameStageTellsNoTransition() {
        List<Observation> all = List.of(order(400), order(390), order(380));
        Walked walked = replay.walk(null, 0, all);
        StoredJourney before = stored(walked, null);

        Publication publication = Publication.afterEvents(before, walked, ARRIVAL, "v");

        assertThat(publication.transitions()).isEmpty();
        assertThat(publication.belief().revision()).isEqualTo(before.revision() + 1);
    }

    @Test
    void aReplayThatComesToAnotherStageTellsOneAtTheTimeOfArrival() {
        Walked before = replay.walk(null, 0, List.of(order(400), order(390), order(380)));
        Walked other = replay.walk(null, 0, List.of(view(400), view(390), view(380)));
        assertThat(other.state().holding().stage())
                .isNotEqualTo(before.state().holding().stage());

        Publication publication = Publication.afterEvents(stored(before, null), other, ARRIVAL, "v");

        assertThat(publication.transitions()).hasSize(1).allSatisfy(transition -> {
            assertThat(transition.reason()).isEqualTo(Reason.REPLAY);
            assertThat(transition.at()).isEqualTo(ARRIVAL);
            assertThat(transition.from()).isEqualTo(before.state().holding().stage());
            assertThat(transition.to()).isEqualTo(other.state().holding().stage());
        });
    }

    @Test
    void silenceThatTheSweepHasToldIsNotToldAgain() {
        Walked buying = replay.walk(null, 0, List.of(order(400), order(390), order(380)));
        var standing = FILTER.asOf(buying.state(), daysBefore(10));
        Publication swept = Publication.afterSilence(stored(buying, null), standing, "v");
        assertThat(swept.transitions()).extracting(StageTransition::to).endsWith(Stage.DORMANT);

        StoredJourney before = new StoredJourney(
                ACCOUNT, daysBefore(400), buying.state(), 3, Stage.DORMANT, standing.at(), swept.revision(), "v");
        List<StageTransition> told =
                new ArrayList<>(Publication.afterSilence(before, FILTER.asOf(buying.state(), daysBefore(9)), "v")
                        .transitions());
        Walked back = replay.walk(buying.state(), 3, List.of(order(8)));
        told.addAll(Publication.afterEvents(before, back, ARRIVAL, "v").transitions());

        assertThat(told).extracting(StageTransition::reason).doesNotContain(Reason.SILENCE);
    }

    private static StoredJourney stored(Walked walked, Instant sweptTo) {
        JourneyState state = walked.state();
        return new StoredJourney(
                ACCOUNT,
                daysBefore(400),
                state,
                walked.events(),
                state.holding().stage(),
                sweptTo,
                7,
                "v");
    }

    private static Observation order(int daysBefore) {
        return observation(daysBefore, Mark.ORDER);
    }

    private static Observation view(int daysBefore) {
        return observation(daysBefore, Mark.PAGE_VIEW);
    }

    private static Observation observation(int daysBefore, Mark mark) {
        return new Observation(
                daysBefore(daysBefore), new MessageId(mark + "-" + daysBefore), mark, null, mark.typicalEvent());
    }

    private static Instant daysBefore(int days) {
        return ARRIVAL.minus(Duration.ofDays(days));
    }
}
