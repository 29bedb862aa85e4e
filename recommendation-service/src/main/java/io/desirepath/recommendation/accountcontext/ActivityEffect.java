package io.desirepath.recommendation.accountcontext;

import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ActivityWithdrawn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;

/**
 * Something that this service derives from activity. All of them see what one reader has read, in the transaction that moves
 * its cursor, so that the feed is fetched and parsed once. Applying an activity again must change nothing.
 */
public interface ActivityEffect {

    /**
     * Writes what is not there yet.
     *
     * @param activities in the order of the feed; those that do not matter here are passed over
     * @return the accounts to which something else may be answered now
     */
    Set<String> add(Connection tx, Collection<ActivityRecorded> activities) throws SQLException;

    /**
     * Takes back what an activity wrote.
     *
     * @return whether something else may be answered to the account now
     */
    boolean remove(Connection tx, ActivityWithdrawn withdrawn) throws SQLException;
}
