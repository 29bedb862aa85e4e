package io.desirepath.journey.stage.training;

import io.desirepath.journey.stage.training.JourneyModel.Phase;
import io.desirepath.journey.stage.training.JourneyModel.Progress;
import io.desirepath.journey.stage.training.domain.TrainingProgress;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;

/** Tells how far long work is, and hears whether it is still wanted; asks the database once a second at most. */
final class Attention implements TrainingProgress {

    private static final Logger LOG = Logger.getLogger(Attention.class);
    private static final long SECOND = 1_000_000_000;

    private final Report report;
    private final LongWork work;
    private Progress latest = new Progress(Phase.READING, 0, 0);
    private long reportedAt = System.nanoTime() - SECOND;
    private boolean wanted = true;

    Attention(LongWork work, Report report) {
        this.work = work;
        this.report = report;
    }

    /** Writes the progress down. */
    interface Report {
        /** @return whether the work is still wanted */
        boolean progress(Progress progress) throws SQLException;
    }

    /** @throws CancellationException if the work is no longer wanted */
    void reached(Phase phase, long done, long total) {
        latest = new Progress(phase, done, total);
        if (cancelled()) {
            throw new CancellationException();
        }
    }

    @Override
    public void ended(Round done) {
        latest = new Progress(Phase.TRAINING, done.number(), done.of());
        cancelled();
    }

    @Override
    public boolean cancelled() {
        if (wanted && System.nanoTime() - reportedAt >= SECOND) {
            reportedAt = System.nanoTime();
            try {
                wanted = report.progress(latest);
            } catch (SQLException e) {
                LOG.debug("The progress could not be written; going on", e);
            }
        }
        return !wanted || work.isStopping();
    }

    /** What to call it if it did not come to its end. */
    boolean isStopping() {
        return work.isStopping();
    }
}
