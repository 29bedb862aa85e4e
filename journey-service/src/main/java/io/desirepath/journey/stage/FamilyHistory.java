package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.domain.Observation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The evidence that names product families; the activity log implements it. */
public interface FamilyHistory {

    /**
     * The evidence of an account by product family: the {@code category} of an activity's product, or of each product in
     * its list. An activity about several families is evidence in each.
     *
     * @param most how many activities are read at most, the newest
     * @return by family, each in the account's order
     */
    Map<String, List<Observation>> byFamily(Connection c, AccountId account, Instant from, int most)
            throws SQLException;
}
