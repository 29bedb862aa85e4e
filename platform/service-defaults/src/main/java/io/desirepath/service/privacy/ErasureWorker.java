package io.desirepath.service.privacy;

import io.desirepath.contracts.ErasureDone.StoreReport;
import io.desirepath.service.lock.AdvisoryLock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Does what there is to forget, one pod at a time. Each chunk commits by itself together with its count, so that after a
 * crash the next run finds what is left and says what was done by both.
 */
public final class ErasureWorker {

    private static final Logger LOG = Logger.getLogger(ErasureWorker.class);

    private final DataSource database;
    private final SubjectErasure erasure;
    private final AtomicBoolean wanted = new AtomicBoolean();

    public ErasureWorker(DataSource database, SubjectErasure erasure) {
        this.database = database;
        this.erasure = erasure;
    }

    /** Runs soon, on a thread of its own: some steps use native code, which would pin the carrier of a virtual one. */
    public void wake() {
        if (wanted.compareAndSet(false, true)) {
            Thread.ofPlatform().name("erasure").daemon().start(this::run);
        }
    }

    /** Does everything that is open, unless another pod does. What fails stays open. */
    public void run() {
        wanted.set(false);
        try {
            Optional<AdvisoryLock> lock = AdvisoryLock.tryTake(database, "erasure worker");
            if (lock.isEmpty()) {
                return;
            }
            try (AdvisoryLock held = lock.get()) {
                open().forEach(this::attempt);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn("Erasures wait: the database does not answer", e);
        }
    }

    private List<ErasureTask> open() throws SQLException {
        try (Connection c = database.getConnection()) {
            return ErasureTasks.open(c);
        }
    }

    private void attempt(ErasureTask task) {
        try {
            for (ErasureStep step : erasure.steps(task)) {
                run(task, step);
            }
            inTransaction(tx -> {
                List<StoreReport> reports = ErasureTasks.reports(tx, task);
                erasure.finish(tx, task, reports);
                ErasureTasks.finish(tx, task);
                return false;
            });
            LOG.infof("Erasure %s is done", task.erasureId());
        } catch (SQLException | RuntimeException e) {
            LOG.errorf(e, "Erasure %s is not complete, it will be tried again", task.erasureId());
        }
    }

    private void run(ErasureTask task, ErasureStep step) throws SQLException {
        switch (step) {
            case ErasureStep.Chunked chunked -> {
                boolean more = true;
                while (more) {
                    more = inTransaction(tx -> {
                        ErasureStep.Progress progress = chunked.chunks().next(tx);
                        ErasureTasks.count(tx, task, new StoreReport(step.store(), step.action(), progress.count()));
                        for (StoreReport also : progress.also()) {
                            ErasureTasks.count(tx, task, also);
                        }
                        return progress.more();
                    });
                }
            }
            case ErasureStep.Whole whole -> {
                long done = whole.work().run();
                inTransaction(tx -> {
                    ErasureTasks.count(tx, task, new StoreReport(step.store(), step.action(), done));
                    return false;
                });
            }
        }
    }

    private boolean inTransaction(Work work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                return work.run(tx);
            }
        });
    }

    private interface Work {
        boolean run(Connection tx) throws SQLException;
    }
}
