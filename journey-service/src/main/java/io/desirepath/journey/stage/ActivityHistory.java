package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.domain.Observation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the stage model reads of the activity log; the log implements it. */
public interface ActivityHistory {

    /**
     * The evidence of several accounts, each from a moment on.
     *
     * @param from the first moment wanted, by account
     * @return by account, in the account's order; accounts without any are absent
     */
    Map<AccountId, List<Observation>> observations(Connection c, Map<AccountId, Instant> from) throws SQLException;

    /** The evidence of one account from a moment on and before another, in the account's order. */
    List<Observation> observations(Connection c, AccountId account, Instant from, Instant until) throws SQLException;

    /**
     * The same, of what had arrived by a moment. It counts for whom it counts today, and as what it counts today.
     *
     * @param knownAt the last moment of arrival wanted
     */
    List<Observation> observations(Connection c, AccountId account, Instant from, Instant until, Instant knownAt)
            throws SQLException;

    /** When the account's first activity of any kind happened, of those before a moment that had arrived by another. */
    Optional<Instant> first(Connection c, AccountId account, Instant until, Instant knownAt) throws SQLException;

    /** When each account's first activity of any kind happened; accounts without any are absent. */
    Map<AccountId, Instant> first(Connection c, Collection<AccountId> accounts) throws SQLException;

    /** The account's activities of any kind that the timeline lists after a position, newest first. */
    List<LoggedActivity> newest(Connection c, AccountId account, TimelinePosition after, int limit) throws SQLException;
}
