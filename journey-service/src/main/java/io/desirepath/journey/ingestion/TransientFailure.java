package io.desirepath.journey.ingestion;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Tells failures of the store that pass by themselves from those that a request brings on itself. */
final class TransientFailure {

    private TransientFailure() {}

    static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e) {
                return e instanceof SQLTransientException || isState(e.getSQLState());
            }
        }
        return false;
    }

    /** Connection, rollback, resources, lock not available, operator intervention, system, time-outs. */
    private static boolean isState(@Nullable String state) {
        return state == null
                || state.startsWith("08")
                || state.startsWith("40")
                || state.startsWith("53")
                || state.startsWith("55")
                || state.startsWith("57")
                || state.startsWith("58")
                || state.equals("25P03")
                || state.equals("25P04");
    }
}
