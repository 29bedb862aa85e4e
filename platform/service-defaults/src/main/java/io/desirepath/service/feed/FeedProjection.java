package io.desirepath.service.feed;

import io.desirepath.contracts.FeedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What a service derives from a feed of another. A CDI bean; one active reader per feed calls it across all replicas.
 * Applying must be idempotent: after a rebuild or a restored dump the feed is read again from its beginning.
 */
public interface FeedProjection {

    /**
     * The feed's name. Its owner's address is the configuration {@code desirepath.feed.sources.<name>}; without one it is a
     * feed of this service, and read where it is.
     */
    String feed();

    /**
     * The name under which this service remembers how far it has read, and finds the owner's address: the feed's, unless
     * several services own a feed of that name.
     */
    default String name() {
        return feed();
    }

    /**
     * Called in the same transaction before its first write, which is that of the cursor: a projection that itself
     * writes a change feed takes its {@link AccountLocks} here, where alone they keep the order of that feed. Must
     * tolerate events that {@link #apply} refuses.
     */
    default void lock(Connection tx, List<FeedEvent> events) throws SQLException {}

    /**
     * Applies a page in the given transaction, which also moves the cursor. If the page fails it is applied again
     * event by event, each in a savepoint.
     *
     * @throws UnappliableEventException if an event can never be applied
     * @throws SQLException if the store failed; classes 08, 40, 53, 55, 57 and time-outs are tried again
     */
    void apply(Connection tx, List<FeedEvent> events) throws SQLException;

    /** The source began a new epoch: forget remembered revisions, because lower ones are coming. */
    default void restart(Connection tx) throws SQLException {}

    /** The events are committed: refresh caches. Failures here are logged and nothing more. */
    default void committed(List<FeedEvent> events) {}
}
