package io.desirepath.journey.stage.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.MessageId;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JourneyCursorTest {

    @Test
    void anUpdateAllocatesNothing() {
        Observation[] observations = observations(20_000);
        JourneyState start = Story.FILTER.start(observations[0].at());
        JourneyCursor cursor = Story.FILTER.cursor(start);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 10 && allocated > 0; round++) {
            cursor.resume(start);
            long before = thread.getCurrentThreadAllocatedBytes();
            for (Observation observation : observations) {
                cursor.advance(observation);
            }
            allocated = thread.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).isZero();
        assertThat(cursor.state()).isEqualTo(walked(observations));
    }

    @Test
    void aCursorMayBeResumedAnywhere() {
        Observation[] observations = observations(200);
        JourneyState start = Story.FILTER.start(observations[0].at());
        JourneyCursor cursor = Story.FILTER.cursor(start);
        for (Observation observation : observations) {
            cursor.advance(observation);
        }
        JourneyState end = cursor.state();
        cursor.resume(start);
        for (Observation observation : observations) {
            cursor.advance(observation);
            cursor.resume(cursor.state());
        }
        assertThat(cursor.state()).isEqualTo(end);
    }

    @Test
    void theBuyingGroupThatIsKnownIsBounded() {
        JourneyCursor cursor = Story.FILTER.cursor(Story.FILTER.start(Story.BEGINNING));
        for (int i = 0; i < 2 * JourneyState.MOST_KNOWN_PERSONS; i++) {
            Instant at = Story.BEGINNING.plusSeconds(86_400L * i);
            cursor.advance(new Observation(at, new MessageId("m"), Mark.PAGE_VIEW, "person " + i, "Product Viewed"));
        }
        assertThat(cursor.state().knownPersons())
                .hasSize(JourneyState.MOST_KNOWN_PERSONS)
                .isSorted();
        double beforeOneMore = cursor.state().seen();
        Instant next = Story.BEGINNING.plusSeconds(86_400L * 1000);
        cursor.advance(new Observation(next, new MessageId("m"), Mark.PAGE_VIEW, "one more", "Product Viewed"));
        assertThat(cursor.state().seen()).as("no new contact").isEqualTo(beforeOneMore + 1);
    }

    private static JourneyState walked(Observation[] observations) {
        JourneyState state = Story.FILTER.start(observations[0].at());
        for (Observation observation : observations) {
            state = Story.FILTER.advance(state, observation).state();
        }
        return state;
    }

    private static Observation[] observations(int count) {
        var random = new Random(5);
        var observations = new Observation[count];
        Instant at = Story.BEGINNING;
        for (int i = 0; i < count; i++) {
            at = at.plusSeconds(60L * (random.nextInt(4) > 0 ? random.nextInt(30) : random.nextInt(10_000)));
            Mark mark = Mark.values()[random.nextInt(Mark.values().length)];
            String person = random.nextInt(5) == 0 ? null : "person " + random.nextInt(40);
            BuyingRole role = random.nextBoolean() ? null : BuyingRole.values()[random.nextInt(7)];
            double confidence = random.nextBoolean() ? 1 : .25;
            var id = new MessageId("m-%06d".formatted(i));
            observations[i] = new Observation(at, id, mark, person, mark.typicalEvent(), confidence, role);
        }
        return observations;
    }
}
