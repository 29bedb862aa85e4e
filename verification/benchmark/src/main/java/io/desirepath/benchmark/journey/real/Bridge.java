package io.desirepath.benchmark.journey.real;

import io.desirepath.contracts.MessageId;
import io.desirepath.journey.stage.ExpertPrior;
import io.desirepath.journey.stage.domain.LogisticRegression;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.PurchaseBridge;
import io.desirepath.journey.stage.domain.PurchaseFeatures;
import io.desirepath.journey.stage.domain.PurchaseTempo;
import io.desirepath.journey.stage.domain.StageFilter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;

/** The product's filter over orders alone, at a merchant's tempo: what it says of an order to come. */
final class Bridge {
    private final StageFilter filter;
    private final PurchaseBridge bridge;

    Bridge(PurchaseTempo tempo) {
        filter = new StageFilter(tempo.of(ExpertPrior.load().withMeasured(EnumSet.of(Mark.ORDER))));
        bridge = new PurchaseBridge(filter.model());
    }

    double orderWithinHorizon(List<Purchases.Order> history, Instant at) {
        var cursor = filter.cursor(filter.start(history.getFirst().at()));
        for (int i = 0; i < history.size(); i++) {
            var id = new MessageId("order-%06d".formatted(i));
            cursor.advance(new Observation(history.get(i).at(), id, Mark.ORDER, null, Mark.ORDER.typicalEvent()));
        }
        return bridge.orderWithin(cursor.standing(at), RealProtocol.HORIZON_DAYS);
    }

    /** For Platt's calibration. */
    double[] bare(List<Purchases.Order> history, Instant at) {
        return new double[] {LogisticRegression.logit(orderWithinHorizon(history, at))};
    }

    /** For the purchase head. */
    double[] head(List<Purchases.Order> history, Instant at) {
        List<PurchaseFeatures.Order> orders = history.stream()
                .map(order -> new PurchaseFeatures.Order(order.at(), order.value()))
                .toList();
        return PurchaseFeatures.of(orderWithinHorizon(history, at), orders, at);
    }
}
