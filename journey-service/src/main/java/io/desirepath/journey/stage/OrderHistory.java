package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.domain.PurchaseFeatures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The orders of accounts; the activity log implements it. */
public interface OrderHistory {

    /**
     * Orders that count as evidence, in order of time.
     *
     * @param before the first moment that is left out
     * @param knownAt what arrived later is left out
     * @return by account; accounts without any are absent
     */
    Map<AccountId, List<PurchaseFeatures.Order>> before(
            Connection c, Collection<AccountId> accounts, Instant before, Instant knownAt) throws SQLException;
}
