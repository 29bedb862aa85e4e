package io.desirepath.benchmark.journey.stage;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What marketing tools offer: rules on key events, the strongest that fired in its time window wins, and nothing for a
 * while means dormant. Rules know no probability: the stage named gets .7, which is kind to them, and the others the rest.
 */
public final class KeyEvents implements StageMethod {
    private static final double SURE = .7;
    private static final int QUIET_DAYS = 60;

    private record Rule(Stage stage, Set<Mark> marks, int days) {}

    private static final List<Rule> STRONGEST_FIRST = List.of(
            new Rule(Stage.ADVOCACY, EnumSet.of(Mark.REVIEW_POSITIVE, Mark.REFERRAL), 90),
            new Rule(Stage.PURCHASE, EnumSet.of(Mark.ORDER, Mark.CHECKOUT), 14),
            new Rule(Stage.RETENTION, EnumSet.of(Mark.ORDER, Mark.CHECKOUT, Mark.SUPPORT, Mark.PORTAL), 90),
            new Rule(Stage.DECISION, EnumSet.of(Mark.RFQ, Mark.QUOTE, Mark.SAMPLE, Mark.CART), 30),
            new Rule(
                    Stage.CONSIDERATION,
                    EnumSet.of(Mark.PRICING, Mark.COMPARE, Mark.WEBINAR, Mark.CONTENT, Mark.SEARCH),
                    45));

    @Override
    public List<double[]> beliefs(Subject subject, List<Instant> moments) {
        return moments.stream()
                .map(moment -> belief(stage(subject.observations(), moment)))
                .toList();
    }

    static Stage stage(List<Observation> observations, Instant at) {
        if (!seen(observations, EnumSet.allOf(Mark.class), QUIET_DAYS, at)) {
            return Stage.DORMANT;
        }
        return STRONGEST_FIRST.stream()
                .filter(rule -> seen(observations, rule.marks(), rule.days(), at))
                .map(Rule::stage)
                .findFirst()
                .orElse(Stage.AWARENESS);
    }

    private static boolean seen(List<Observation> observations, Set<Mark> marks, int days, Instant at) {
        Instant from = at.minus(Duration.ofDays(days));
        return observations.stream()
                .anyMatch(one -> marks.contains(one.mark())
                        && one.at().isBefore(at)
                        && !one.at().isBefore(from));
    }

    private static double[] belief(Stage stage) {
        var belief = new double[Stage.values().length];
        Arrays.fill(belief, (1 - SURE) / (belief.length - 1));
        belief[stage.ordinal()] = SURE;
        return belief;
    }
}
