package io.desirepath.journey.ingestion;

import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.ingestion.domain.TakingTurns;
import io.desirepath.service.problem.ProblemException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes in activities. Requests that arrive while a transaction is on its way share the next one (group commit), so that
 * many small requests cost little more than one large one. What is answered is committed: recorded with everything that
 * follows from it or, when more comes than can be recorded, accepted as it was sent.
 */
@ApplicationScoped
public class RecordActivities {

    private static final int MOST_WAITING = 4096;
    private static final int MOST_ACCEPTED_TOGETHER = 10_000;
    private static final int SHUTDOWN_SECONDS = 10;

    private final RecordTogether together;
    private final AcceptedCalls acceptedCalls;
    private final TakingTurns turns;
    private final IngestionConfig config;
    private final IngestionMetrics metrics;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final List<Thread> lanes = new ArrayList<>();
    private volatile boolean stopping;

    RecordActivities(
            RecordTogether together,
            AcceptedCalls acceptedCalls,
            TakingTurns turns,
            IngestionConfig config,
            IngestionMetrics metrics) {
        this.together = together;
        this.acceptedCalls = acceptedCalls;
        this.turns = turns;
        this.config = config;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < config.lanes(); i++) {
            lanes.add(Thread.ofVirtual().name("recording-lane-" + i).start(this::work));
        }
    }

    /** Lets the lanes finish what they have. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        for (Thread lane : lanes) {
            lane.join(TimeUnit.SECONDS.toMillis(SHUTDOWN_SECONDS));
        }
    }

    /**
     * Takes in a call together with others, and returns when it is committed.
     *
     * @throws CompletionException if it could not be taken in; nothing of it was
     */
    void record(Submission submission) throws InterruptedException {
        if (submission.size() > 0
                && recordAll(List.of(submission)).getFirst() instanceof Outcome.Failed(Throwable cause)) {
            throw new CompletionException(cause);
        }
    }

    /**
     * Takes in calls together with each other and with others, and returns when each is committed or has failed.
     *
     * @return the outcomes, in the order of the requests
     */
    List<Outcome> recordAll(List<Submission> submissions) throws InterruptedException {
        if (stopping) {
            throw ProblemException.of(ProblemType.UPSTREAM_UNAVAILABLE, "Shutting down");
        }
        var waiting = new Waiting(submissions, new CompletableFuture<>());
        queue.put(waiting);
        return waiting.outcomes().join();
    }

    private void work() {
        @Nullable Waiting left = null;
        while (left != null || !stopping || !queue.isEmpty()) {
            try {
                Waiting first = left != null ? left : queue.poll(100, TimeUnit.MILLISECONDS);
                left = first == null ? null : takeInWithFollowers(first);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** @return one that did not fit into the group any more, null if all that waited did */
    private @Nullable Waiting takeInWithFollowers(Waiting first) {
        // Whoever comes while others wait stands behind them.
        boolean atOnce =
                turns.recordsAtOnce(System.nanoTime()) && acceptedCalls.noneKnown() || !acceptedCalls.hasRoom();
        int most = atOnce ? config.groupSize() : MOST_ACCEPTED_TOGETHER;
        List<Waiting> group = new ArrayList<>(List.of(first));
        int size = first.size();
        Waiting next = queue.poll();
        while (next != null && size + next.size() <= most) {
            group.add(next);
            size += next.size();
            next = queue.poll();
        }
        List<Submission> submissions = group.stream()
                .flatMap(waiting -> waiting.submissions().stream())
                .toList();
        List<Outcome> outcomes = atOnce ? recordAtOnce(submissions) : accept(submissions);
        int from = 0;
        for (Waiting waiting : group) {
            int until = from + waiting.submissions().size();
            waiting.outcomes().complete(outcomes.subList(from, until));
            from = until;
        }
        return next;
    }

    private List<Outcome> recordAtOnce(List<Submission> submissions) {
        long from = System.nanoTime();
        List<Outcome> outcomes = together.record(submissions);
        turns.recordedAtOnce(submissions.size(), from, System.nanoTime());
        return outcomes;
    }

    private List<Outcome> accept(List<Submission> submissions) {
        try {
            acceptedCalls.accept(submissions);
        } catch (SQLException | RuntimeException failure) {
            return submissions.stream()
                    .<Outcome>map(s -> new Outcome.Failed(failure))
                    .toList();
        }
        int events = submissions.stream().mapToInt(Submission::size).sum();
        turns.accepted(events, System.nanoTime());
        metrics.accepted(events);
        return submissions.stream().<Outcome>map(s -> new Outcome.Accepted()).toList();
    }

    private record Waiting(List<Submission> submissions, CompletableFuture<List<Outcome>> outcomes) {

        /** In events. */
        int size() {
            return submissions.stream().mapToInt(Submission::size).sum();
        }
    }
}
