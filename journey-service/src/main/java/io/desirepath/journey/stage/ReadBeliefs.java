package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.condition.Facts.Belief;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.PurchaseFeatures.Order;
import io.desirepath.journey.stage.domain.Standing;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The beliefs of many accounts at once, each as of the beginning of a day or of the account's last evidence, whichever is
 * later: within a day only evidence changes them.
 */
@Singleton
public class ReadBeliefs {

    private static final Instant UNBOUNDED = Instant.parse("9999-01-01T00:00:00Z");
    private static final int HORIZON_DAYS = 30;

    private final PostgresJourneys journeys;
    private final FindStretch stretches;
    private final OrderHistory orders;
    private final CurrentModel models;

    ReadBeliefs(PostgresJourneys journeys, FindStretch stretches, OrderHistory orders, CurrentModel models) {
        this.journeys = journeys;
        this.stretches = stretches;
        this.orders = orders;
        this.models = models;
    }

    /**
     * Accounts of which nothing says where they stand are absent.
     *
     * @param orders whether somebody asks for the probability of an order too, which costs more
     */
    public Map<AccountId, Belief> of(Connection c, Collection<AccountId> accounts, boolean orders, Instant now)
            throws SQLException {
        ModelAtWork model = models.get();
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
        Map<AccountId, List<Order>> ordered = model.purchaseHead() == null || !orders
                ? Map.of()
                : this.orders.before(c, accounts, now.plus(1, ChronoUnit.DAYS), UNBOUNDED);
        Map<AccountId, Belief> beliefs = new HashMap<>();
        for (StoredJourney journey : journeys.load(c, accounts).values()) {
            JourneyState state = state(c, model, journey);
            if (state != null) {
                Standing standing = model.filter().asOf(state, midnight);
                List<Order> ofAccount = ordered.getOrDefault(journey.account(), List.of());
                beliefs.put(
                        journey.account(),
                        new Belief(standing.probabilities(), orders ? order(model, standing, ofAccount) : null));
            }
        }
        return beliefs;
    }

    private static double order(ModelAtWork model, Standing standing, List<Order> orders) {
        List<Order> before = orders.stream()
                .filter(order -> !order.at().isAfter(standing.at()))
                .toList();
        return model.orderWithin(standing, before, HORIZON_DAYS);
    }

    /** What another model has left, or is behind, is walked again for this reading. */
    private @Nullable JourneyState state(Connection c, ModelAtWork model, StoredJourney journey) throws SQLException {
        if (journey.state() == null || journey.isOf(model.filter().model())) {
            return journey.state();
        }
        Optional<Stretch> stretch = stretches.now(c, journey.account(), model.filter());
        return stretch.map(found -> found.end(model.filter())).orElse(null);
    }
}
