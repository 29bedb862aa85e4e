package io.desirepath.service.feed;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Tells failures that pass by themselves from those that will repeat however often one tries. */
final class TransientFailures {

    private TransientFailures() {}

    static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnappliableEventException) {
                return false;
            }
            if (cause instanceof SQLException e) {
                return e instanceof SQLTransientException || isTransient(e.getSQLState());
            }
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** Connection, transaction rollback, resources, lock not available, operator intervention, time-outs. */
    private static boolean isTransient(@Nullable String state) {
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
