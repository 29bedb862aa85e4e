package io.desirepath.journey.stage.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.MessageId;
import io.desirepath.journey.stage.ExpertPrior;
import io.desirepath.journey.stage.ModelAtWork;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.PurchaseFeatures.Order;
import io.desirepath.journey.stage.domain.PurchaseHead;
import io.desirepath.journey.stage.domain.Standing;
import io.desirepath.journey.stage.training.domain.TrainingHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearnPurchaseHeadTest {

    private static final Instant UNTIL = Instant.parse("2026-10-01T00:00:00Z");

    private final ModelAtWork model = ModelAtWork.of(ExpertPrior.load(), null, null);
    private final List<TrainingHistory> histories = new ArrayList<>();
    private final Map<AccountId, List<Order>> orders = new HashMap<>();

    @Test
    void itLearnsWhoOrdersEveryFortnightAndWhoHasStopped() {
        for (int i = 0; i < 60; i++) {
            account("regular-" + i, 14, 1 + i % 13);
            account("gone-" + i, 30, 150 + i);
        }
        PurchaseHead head = LearnPurchaseHead.from(model, histories, orders, UNTIL);
        assertThat(head).isNotNull();
        ModelAtWork learned = ModelAtWork.of(model.filter().model(), null, head);

        assertThat(orderWithin30Days(learned, "regular-7")).isGreaterThan(0.9);
        assertThat(orderWithin30Days(learned, "gone-7")).isLessThan(0.1);
        assertThat(head.examples()).isEqualTo(360);
    }

    @Test
    void fromTooFewOutcomesNothingIsLearned() {
        for (int i = 0; i < 60; i++) {
            account("regular-" + i, 14, 1 + i % 13);
        }
        assertThat(LearnPurchaseHead.from(model, histories, orders, UNTIL)).isNull();
    }

    private double orderWithin30Days(ModelAtWork learned, String account) {
        TrainingHistory history = histories.stream()
                .filter(one -> one.account().value().equals(account))
                .findAny()
                .orElseThrow();
        Standing standing = new Walking(learned.filter(), history.observations()).standing(UNTIL);
        assertThat(standing).isNotNull();
        return learned.orderWithin(standing, orders.getOrDefault(history.account(), List.of()), 30);
    }

    /** An account with twelve orders. */
    private void account(String id, int everyDays, int lastDaysAgo) {
        var account = new AccountId(id);
        List<Observation> seen = new ArrayList<>();
        List<Order> ordered = new ArrayList<>();
        for (int n = 11; n >= 0; n--) {
            Instant at = UNTIL.minus(Duration.ofDays(lastDaysAgo + (long) n * everyDays));
            seen.add(new Observation(at, new MessageId(id + "-" + n), Mark.ORDER, null, "Order Completed"));
            ordered.add(new Order(at, 100));
        }
        histories.add(TrainingHistory.ofSeen(account, seen, UNTIL, List.of()));
        orders.put(account, ordered);
    }
}
