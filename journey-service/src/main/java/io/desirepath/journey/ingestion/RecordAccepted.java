package io.desirepath.journey.ingestion;

import io.desirepath.journey.ingestion.domain.TakingTurns;
import io.desirepath.service.lock.AdvisoryLock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Records the accepted calls, in the order in which they came, one pod at a time, whenever it is its turn. */
@ApplicationScoped
public class RecordAccepted {

    private static final Logger LOG = Logger.getLogger(RecordAccepted.class);
    private static final String LOCK = "accepted calls";
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final Duration REST = Duration.ofMillis(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int SHUTDOWN_SECONDS = 10;

    private final DataSource database;
    private final AcceptedCalls accepted;
    private final TakeCalls calls;
    private final RecordTogether together;
    private final TakingTurns turns;
    private final IngestionConfig config;
    private volatile boolean stopping;
    private @Nullable Thread thread;

    RecordAccepted(
            DataSource database,
            AcceptedCalls accepted,
            TakeCalls calls,
            RecordTogether together,
            TakingTurns turns,
            IngestionConfig config) {
        this.database = database;
        this.accepted = accepted;
        this.calls = calls;
        this.together = together;
        this.turns = turns;
        this.config = config;
    }

    @Produces
    @Singleton
    static TakingTurns turns(AcceptingConfig config) {
        return new TakingTurns(config.patience(), config.longestRest());
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("record-accepted").start(this::work);
    }

    /** Lets the transaction that is on its way end. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (thread != null) {
            thread.join(TimeUnit.SECONDS.toMillis(SHUTDOWN_SECONDS));
        }
    }

    /**
     * Returns when everything that was accepted before is recorded; whose turn it is does not matter.
     *
     * @return how many calls this pod recorded meanwhile
     */
    public long untilNow() throws SQLException {
        long newest = accepted.newest();
        long calls = 0;
        while (accepted.anyUntil(newest)) {
            int some = recordSome(() -> true);
            calls += some;
            if (some == 0) {
                LockSupport.parkNanos(IDLE.toNanos());
            }
        }
        return calls;
    }

    private void work() {
        boolean failing = false;
        while (!stopping) {
            try {
                next();
                failing = false;
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | RuntimeException e) {
                if (!failing) {
                    LOG.warn("Accepted calls wait: they cannot be recorded now, and are tried again", e);
                }
                failing = true;
                LockSupport.parkNanos(AFTER_FAILURE.toNanos());
            }
        }
    }

    private void next() throws SQLException, InterruptedException {
        if (accepted.noneKnown()) {
            accepted.await(IDLE);
        }
        if (!isMyTurn()) {
            Thread.sleep(REST);
        } else if (recordSome(this::isMyTurn) == 0 && !accepted.noneKnown()) {
            // Another pod is at it.
            Thread.sleep(IDLE);
        }
    }

    private boolean isMyTurn() {
        return !stopping && turns.mayRecord(System.nanoTime());
    }

    /** @return how many calls it recorded */
    private int recordSome(BooleanSupplier goOn) throws SQLException {
        Optional<AdvisoryLock> lock = accepted.any() ? AdvisoryLock.tryTake(database, LOCK) : Optional.empty();
        if (lock.isEmpty()) {
            return 0;
        }
        try (AdvisoryLock held = lock.get()) {
            int some = 0;
            List<SentCall> oldest = accepted.oldest(config.groupSize());
            while (!oldest.isEmpty()) {
                record(oldest);
                some += oldest.size();
                oldest = goOn.getAsBoolean() ? accepted.oldest(config.groupSize()) : List.of();
            }
            return some;
        }
    }

    private void record(List<SentCall> oldest) throws SQLException {
        long begun = System.nanoTime();
        List<Submission> group = oldest.stream().map(calls::readAgain).toList();
        List<Outcome> outcomes = together.record(group);
        int events = 0;
        for (int i = 0; i < group.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Failed(Throwable cause)) {
                recordOneByOne(group.get(i), cause);
            }
            events += group.get(i).size();
        }
        accepted.recorded(events);
        turns.recorded(events, System.nanoTime() - begun);
    }

    /** What was answered 200 is not lost: what cannot be recorded is listed. */
    private void recordOneByOne(Submission call, Throwable cause) throws SQLException {
        throwIfItPasses(cause);
        LOG.error("An accepted call cannot be recorded as a whole, its events are recorded one by one", cause);
        List<Reject> rejects = new ArrayList<>(call.rejects());
        for (Incoming event : call.events()) {
            Outcome outcome = together.record(List.of(Submission.of(List.of(event), List.of())))
                    .getFirst();
            if (outcome instanceof Outcome.Failed(Throwable why)) {
                throwIfItPasses(why);
                rejects.add(event.notRecorded());
            }
        }
        Outcome rest = together.record(List.of(Submission.of(List.of(), rejects).asSent(call.sent())))
                .getFirst();
        if (rest instanceof Outcome.Failed(Throwable why)) {
            throw new SQLException("what cannot be recorded cannot be listed either", why);
        }
    }

    private static void throwIfItPasses(Throwable cause) throws SQLException {
        if (TransientFailure.is(cause)) {
            throw new SQLException("the store does not record now", cause);
        }
    }
}
