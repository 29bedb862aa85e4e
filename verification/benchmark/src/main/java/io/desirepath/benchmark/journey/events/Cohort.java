package io.desirepath.benchmark.journey.events;

import io.desirepath.journey.stage.domain.Observation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From when on an account's silence means something. A file of accounts that were all there from its beginning shows most
 * of them early: then what an account did not do before its first event counts too. A file that accounts join over time
 * does not: there an account is known from its first event, as in the product.
 *
 * @param since the first day of such a file, null where accounts join
 */
record Cohort(@Nullable Instant since) {
    private static final double EARLY = .1;
    private static final double MOST = .5;

    static Cohort of(Collection<List<Observation>> accounts) {
        List<Instant> firsts = accounts.stream()
                .filter(all -> !all.isEmpty())
                .map(all -> all.getFirst().at())
                .sorted()
                .toList();
        if (firsts.isEmpty()) {
            return new Cohort(null);
        }
        Instant last = accounts.stream()
                .filter(all -> !all.isEmpty())
                .map(all -> all.getLast().at())
                .max(Instant::compareTo)
                .orElseThrow();
        Instant early = firsts.getFirst().plusMillis((long)
                (EARLY * Duration.between(firsts.getFirst(), last).toMillis()));
        long seenEarly = firsts.stream().filter(first -> !first.isAfter(early)).count();
        boolean together = seenEarly >= MOST * firsts.size();
        return new Cohort(together ? firsts.getFirst().truncatedTo(ChronoUnit.DAYS) : null);
    }

    /** Of an account that showed nothing in a file that accounts join: never, so it is told by the model's start. */
    Instant knownSince(List<Observation> observations) {
        if (since != null) {
            return since;
        }
        return observations.isEmpty() ? Instant.MAX : observations.getFirst().at();
    }
}
