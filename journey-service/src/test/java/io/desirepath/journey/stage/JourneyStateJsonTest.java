package io.desirepath.journey.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.MessageId;
import io.desirepath.journey.stage.domain.JourneyCursor;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A stored state must come back to the last bit, or replaying from it would not equal having gone on. */
class JourneyStateJsonTest {
    private static final StageFilter FILTER = new StageFilter(ExpertPrior.load());
    private static final Instant BEGINNING = Instant.parse("2026-03-29T00:59:00Z");

    @Test
    void aStateBeforeItsFirstEventComesBackEqual() {
        assertComesBack(FILTER.start(BEGINNING));
    }

    @Property(tries = 40)
    void anyStateComesBackEqual(
            @ForAll @Size(min = 1, max = 12) Mark[] marks,
            @ForAll @IntRange(min = 1, max = 200_000) int gapMinutes,
            @ForAll @IntRange(min = 1, max = 5) int persons) {
        JourneyState state = FILTER.start(BEGINNING);
        for (int i = 0; i < marks.length; i++) {
            String person = i % 5 == 0 ? null : "Zoë \"%d\" 試".formatted(i % persons);
            Instant at = BEGINNING.plusSeconds(60L * gapMinutes * (i / 4));
            var id = new MessageId("m-%03d".formatted(i));
            state = FILTER.advance(state, new Observation(at, id, marks[i], person, "Some Event"))
                    .state();
            assertComesBack(state);
        }
    }

    @Test
    void aStateFromBeforeTheShortFormGoesOnAsItWouldHave() {
        JourneyState state = FILTER.start(BEGINNING);
        Instant at = BEGINNING.plusSeconds(600);
        state = FILTER.advance(state, new Observation(at, new MessageId("m-1"), Mark.PRICING, "ann", "Pricing Viewed"))
                .state();
        String named = """
                {"belief": %s, "seen": %s, "expected": %s, "minute": %d,
                 "last": {"minute": %d, "messageId": "m-1"}, "present": {"PRICING": ["ann"], "NEW_CONTACT": ["ann"]},
                 "knownPersons": ["ann"],
                 "holding": {"stage": "%s", "since": %d, "leading": "%s", "leadingSince": %d}}""".formatted(
                        state.belief(),
                        state.seen(),
                        state.expected(),
                        state.minute(),
                        state.minute(),
                        state.holding().stage(),
                        state.minute(),
                        state.holding().stage(),
                        state.minute());
        assertThat(StateJson.read(named)).isEqualTo(state);
    }

    @Test
    void aStateStaysShortHoweverManyPeopleThereAre() {
        JourneyCursor cursor = FILTER.cursor(FILTER.start(BEGINNING));
        for (int i = 0; i < 2000; i++) {
            Instant at = BEGINNING.plusSeconds(3600L * i);
            var id = new MessageId("m-%05d".formatted(i));
            cursor.advance(new Observation(at, id, Mark.PAGE_VIEW, "person-" + i % 1000, "Product Viewed"));
            if (i == 4) {
                assertThat(StateJson.write(cursor.state())).hasSizeLessThan(450);
            }
        }
        assertThat(StateJson.write(cursor.state())).hasSizeLessThan(3300);
    }

    private static void assertComesBack(JourneyState state) {
        String written = StateJson.write(state);
        JourneyState read = StateJson.read(written);
        assertThat(read).isEqualTo(state);
        assertThat(StateJson.write(read)).isEqualTo(written);
    }
}
