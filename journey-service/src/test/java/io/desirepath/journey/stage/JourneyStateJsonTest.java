package io.desirepath.journey.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.MessageId;
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
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void aStateBeforeItsFirstEventComesBackEqual() throws JsonProcessingException {
        assertComesBack(FILTER.start(BEGINNING));
    }

    @Property(tries = 40)
    void anyStateComesBackEqual(
            @ForAll @Size(min = 1, max = 12) Mark[] marks,
            @ForAll @IntRange(min = 1, max = 200_000) int gapMinutes,
            @ForAll @IntRange(min = 1, max = 5) int persons)
            throws JsonProcessingException {
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

    private void assertComesBack(JourneyState state) throws JsonProcessingException {
        String written = json.writeValueAsString(state);
        JourneyState read = json.readValue(written, JourneyState.class);
        assertThat(read).isEqualTo(state);
        assertThat(json.writeValueAsString(read)).isEqualTo(written);
    }
}
