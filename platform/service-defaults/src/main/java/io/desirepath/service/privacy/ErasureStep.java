package io.desirepath.service.privacy;

import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.contracts.ErasureDone.StoreReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** One thing to do in one store to forget somebody. Doing it again must change nothing more. */
public sealed interface ErasureStep {

    /** As it is called in the receipt, {@code journey.activity}. */
    String store();

    Action action();

    /** Rows of a database, in chunks of well under a second: a writer holds every feed back. */
    record Chunked(String store, Action action, Chunks chunks) implements ErasureStep {}

    /** Something outside the database, or made anew as a whole. */
    record Whole(String store, Action action, Work work) implements ErasureStep {}

    /** May remember how far it came; after a crash a new one begins at the beginning. */
    @FunctionalInterface
    interface Chunks {
        Progress next(Connection tx) throws SQLException;
    }

    @FunctionalInterface
    interface Work {
        /** @return how many keys, files or models it changed */
        long run() throws SQLException;
    }

    /**
     * @param count what the chunk changed
     * @param more whether there may be another chunk
     * @param also what it changed in other stores
     */
    record Progress(long count, boolean more, List<StoreReport> also) {
        public Progress {
            also = List.copyOf(also);
        }

        public Progress(long count, boolean more) {
            this(count, more, List.of());
        }

        public static Progress last(long count) {
            return new Progress(count, false);
        }
    }

    /** A store that was looked into and cannot hold any of this. */
    static ErasureStep nothingIn(String store) {
        return new Chunked(store, Action.DELETED, tx -> Progress.last(0));
    }
}
