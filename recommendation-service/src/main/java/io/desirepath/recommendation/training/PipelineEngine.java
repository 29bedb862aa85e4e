package io.desirepath.recommendation.training;

import io.desirepath.recommendation.training.domain.PipelineParameters;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What runs the SQL files of {@code training/}: lines in, then any number of runs over them, and the tables of the last one
 * out. Each file makes one table, named like the file without its number. Not for several threads.
 */
public interface PipelineEngine extends AutoCloseable {

    /** Takes net order lines, one row per order and product; closed when the last is in. */
    interface LineWriter extends AutoCloseable {

        /** @param day from 1970-01-01 */
        void write(String accountId, String productId, int day, long quantity) throws SQLException;

        @Override
        void close() throws SQLException;
    }

    /** One row at a time. */
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Is told of progress, and may end the run. */
    interface Progress {

        /**
         * @param done steps that have ended, of {@code steps}
         * @throws java.util.concurrent.CancellationException to end the run
         */
        void step(int done, int steps);
    }

    LineWriter lines() throws SQLException;

    /** Numbers products and accounts, as every run does, without running. */
    void number() throws SQLException;

    void run(PipelineParameters parameters, Progress progress) throws SQLException;

    /** Hands the rows of a query to the reader, without holding them all. */
    void forEach(String query, RowReader reader) throws SQLException;

    default long count(String what) throws SQLException {
        long[] count = new long[1];
        forEach("SELECT count(*) FROM " + what, row -> count[0] = row.getLong(1));
        return count[0];
    }

    @Override
    void close() throws SQLException;
}
