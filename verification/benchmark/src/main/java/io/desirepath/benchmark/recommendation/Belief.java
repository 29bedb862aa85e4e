package io.desirepath.benchmark.recommendation;

import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.ExpertPrior;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.Standing;
import io.desirepath.recommendation.ranker.domain.OrderHistories;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;

/** What the journey service's filter believes of an account by its orders alone. */
final class Belief {

    private final OrderHistories histories;
    private final StageFilter filter = new StageFilter(ExpertPrior.load().withMeasured(EnumSet.of(Mark.ORDER)));

    Belief(OrderHistories histories) {
        this.histories = histories;
    }

    /** Probabilities of the stages in their order, at the start of the day, by the baskets before it. */
    double[] at(int account, int day) {
        int first = histories.firstBasket(account);
        var cursor = filter.cursor(filter.start(start(histories.day(first))));
        for (int basket = first; basket < histories.endBasketBefore(account, day); basket++) {
            var id = new MessageId("order-%06d".formatted(basket - first));
            cursor.advance(
                    new Observation(start(histories.day(basket)), id, Mark.ORDER, null, Mark.ORDER.typicalEvent()));
        }
        Standing standing = cursor.standing(start(day));
        var belief = new double[Stage.values().length];
        for (Stage stage : Stage.values()) {
            belief[stage.ordinal()] = standing.probabilities().getOrDefault(stage, 0.0);
        }
        return belief;
    }

    private static Instant start(int day) {
        return LocalDate.ofEpochDay(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
