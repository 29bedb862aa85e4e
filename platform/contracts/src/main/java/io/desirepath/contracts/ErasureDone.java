package io.desirepath.contracts;

import java.util.List;

/**
 * A service has forgotten: the payload of {@link Feeds#ERASURE_DONE}.
 *
 * @param erasureId of the request
 * @param service who reports, {@code journey-service}
 * @param stores what was done where; a store without any trace is listed with a count of 0
 */
public record ErasureDone(String erasureId, String service, List<StoreReport> stores) {
    public ErasureDone {
        stores = List.copyOf(stores);
    }

    /**
     * @param store a table, cache or file: {@code journey.activity}
     * @param action what was done with what was found there
     * @param count how many rows, keys or files
     */
    public record StoreReport(String store, Action action, long count) {}

    /** What a service does with what it finds. */
    public enum Action {
        DELETED,
        /** The row stays, without anything that leads to the person. */
        PSEUDONYMISED,
        /** The value stays in its place, emptied. */
        REDACTED,
        /** Made anew from what is left. */
        REBUILT
    }
}
