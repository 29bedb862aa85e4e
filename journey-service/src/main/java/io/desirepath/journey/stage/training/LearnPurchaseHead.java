package io.desirepath.journey.stage.training;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.ModelAtWork;
import io.desirepath.journey.stage.domain.PurchaseFeatures;
import io.desirepath.journey.stage.domain.PurchaseFeatures.Order;
import io.desirepath.journey.stage.domain.PurchaseHead;
import io.desirepath.journey.stage.domain.Standing;
import io.desirepath.journey.stage.training.domain.TrainingHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Learns what a merchant's customers ordered within 30 days from three windows before a moment, whose outcomes were all
 * known then: the same windows and features that the benchmark uses.
 */
final class LearnPurchaseHead {

    private static final int HORIZON_DAYS = 30;
    private static final int WINDOWS = 3;
    /** With fewer of either outcome, eleven weights would be made of chance. */
    private static final int ENOUGH = 50;

    private LearnPurchaseHead() {}

    /**
     * @param orders by account, in order of time
     * @return null where too little was ordered to learn from
     */
    static @Nullable PurchaseHead from(
            ModelAtWork model, List<TrainingHistory> histories, Map<AccountId, List<Order>> orders, Instant until) {
        List<PurchaseHead.Example> examples = new ArrayList<>();
        for (TrainingHistory history : histories) {
            List<Order> all = orders.getOrDefault(history.account(), List.of());
            var walk = new Walking(model.filter(), history.observations());
            for (int window = WINDOWS; window >= 1; window--) {
                Instant at = until.minus(Duration.ofDays((long) HORIZON_DAYS * window));
                Standing standing = walk.standing(at);
                List<Order> known =
                        all.stream().filter(order -> order.at().isBefore(at)).toList();
                if (standing != null && !known.isEmpty()) {
                    double bridge = model.bridge().orderWithin(standing, HORIZON_DAYS);
                    examples.add(new PurchaseHead.Example(
                            PurchaseFeatures.of(bridge, known, at), orderedWithin(all, at, HORIZON_DAYS)));
                }
            }
        }
        long ordered = examples.stream().filter(PurchaseHead.Example::ordered).count();
        return Math.min(ordered, examples.size() - ordered) < ENOUGH
                ? null
                : PurchaseHead.learn(HORIZON_DAYS, examples);
    }

    static boolean orderedWithin(List<Order> orders, Instant from, int days) {
        Instant end = from.plus(Duration.ofDays(days));
        return orders.stream()
                .anyMatch(order -> !order.at().isBefore(from) && order.at().isBefore(end));
    }
}
