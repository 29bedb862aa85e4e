package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.domains.DomainContextBase;

/** Any sequence of observations: gaps from none to ten years, sessions, several persons and the account itself. */
final class Stories extends DomainContextBase {
    private static final int TEN_YEARS = 3652 * 1440;

    record Moment(int gapMinutes, Mark mark, String person) {}

    @net.jqwik.api.Provide
    Arbitrary<List<Observation>> observations() {
        Arbitrary<Integer> gaps = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, Arbitraries.integers().between(0, 5)),
                net.jqwik.api.Tuple.of(4, Arbitraries.integers().between(0, 5 * 1440)),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(0, 100 * 1440)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, TEN_YEARS)));
        Arbitrary<String> persons =
                Arbitraries.of("ann", "bo", "cy", "di", "ed").injectNull(.3);
        return Combinators.combine(gaps, Arbitraries.of(Mark.class), persons)
                .as(Moment::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .map(Stories::told);
    }

    private static List<Observation> told(List<Moment> moments) {
        var observations = new ArrayList<Observation>();
        Instant at = Story.BEGINNING;
        for (Moment moment : moments) {
            at = at.plusSeconds(60L * moment.gapMinutes());
            var id = new MessageId("m-%05d".formatted(observations.size()));
            observations.add(new Observation(
                    at, id, moment.mark(), moment.person(), moment.mark().typicalEvent()));
        }
        return observations;
    }
}
