package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.MessageId;
import io.desirepath.journey.stage.ExpertPrior;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.domains.DomainContextBase;

/** Any sequence of observations: gaps from none to ten years, sessions, several persons and the account itself. */
final class Stories extends DomainContextBase {
    private static final int TEN_YEARS = 3652 * 1440;

    record Moment(int gapMinutes, Mark mark, String person, BuyingRole role, double confidence) {}

    @net.jqwik.api.Provide
    Arbitrary<List<Observation>> observations() {
        Arbitrary<Integer> gaps = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, Arbitraries.integers().between(0, 5)),
                net.jqwik.api.Tuple.of(4, Arbitraries.integers().between(0, 5 * 1440)),
                net.jqwik.api.Tuple.of(2, Arbitraries.integers().between(0, 100 * 1440)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, TEN_YEARS)));
        Arbitrary<String> persons =
                Arbitraries.of("ann", "bo", "cy", "di", "ed").injectNull(.3);
        Arbitrary<BuyingRole> roles = Arbitraries.of(BuyingRole.class).injectNull(.5);
        Arbitrary<Double> confidences = Arbitraries.of(1.0, 1.0, .5, .25, .7, 1e-6);
        return Combinators.combine(gaps, Arbitraries.of(Mark.class), persons, roles, confidences)
                .as(Moment::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .map(Stories::told);
    }

    /** Models as far from the expert's as training may ever bring them, and with less that is measured. */
    @net.jqwik.api.Provide
    Arbitrary<StageFilter> filters() {
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.of(Mark.class).set().ofMinSize(1),
                        Arbitraries.of(Taxonomy.SIX_STAGES, Taxonomy.SEVEN_STAGES))
                .as((seed, measured, taxonomy) -> {
                    var random = new Random(seed);
                    StageModel prior = ExpertPrior.load(taxonomy);
                    Map<String, Map<Mark, Double>> rates = prior.ratesByState();
                    rates.values()
                            .forEach(drawn ->
                                    drawn.replaceAll((mark, rate) -> rate * Math.exp(2 * random.nextGaussian())));
                    Map<String, Double> dwell = prior.dwellDaysByState();
                    dwell.replaceAll((state, days) -> days * Math.exp(random.nextGaussian()));
                    return new StageFilter(new StageModel(
                            "drawn",
                            taxonomy,
                            rates,
                            dwell,
                            prior.jumpsByState(),
                            prior.startByState(),
                            prior.roleFactorsByState(),
                            measured));
                });
    }

    private static List<Observation> told(List<Moment> moments) {
        var observations = new ArrayList<Observation>();
        Instant at = Story.BEGINNING;
        for (Moment moment : moments) {
            at = at.plusSeconds(60L * moment.gapMinutes());
            var id = new MessageId("m-%05d".formatted(observations.size()));
            observations.add(new Observation(
                    at,
                    id,
                    moment.mark(),
                    moment.person(),
                    moment.mark().typicalEvent(),
                    moment.confidence(),
                    moment.role()));
        }
        return observations;
    }
}
