package io.desirepath.journey.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.MessageId;
import io.desirepath.journey.stage.RecentWalks.Walk;
import io.desirepath.journey.stage.Replay.Walked;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What goes back in memory ends where one would have that saw everything in order, checkpoints included. */
class RecentWalksTest {
    private static final StageFilter FILTER = new StageFilter(ExpertPrior.load());
    private static final AccountId ACCOUNT = new AccountId("a");
    private static final Instant MINUTE = Instant.parse("2026-01-31T12:00:00Z");

    @Property(tries = 100)
    void whatComesWithinAMinuteInAnyOrderEndsAsInOrder(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 100) int count) {
        var random = new Random(seed);
        List<Observation> inOrder = observations(random, count);
        var arriving = new ArrayList<>(inOrder);
        // Pairs and triples change places: that is how far apart requests of the same moment arrive.
        for (int i = 0; i + 2 < count; i++) {
            Collections.swap(arriving, i, i + random.nextInt(3));
        }
        var account = new Account();
        int next = 0;
        while (next < count) {
            int size = Math.min(count - next, 1 + random.nextInt(4));
            account.arrive(arriving.subList(next, next + size));
            next += size;
        }
        Walked whole = new Replay(FILTER).walk(null, 0, inOrder);
        assertThat(account.stored().state()).isEqualTo(whole.state());
        assertThat(account.stored().events()).isEqualTo(count);
        assertThat(account.checkpoints).isEqualTo(whole.checkpoints());
    }

    @Example
    void whatIsLateByAFewIsNotReadAgain() {
        List<Observation> inOrder = observations(new Random(1), 20);
        var account = new Account();
        for (int i = 0; i < 20; i += 2) {
            account.arrive(List.of(inOrder.get(i + 1)));
            account.arrive(List.of(inOrder.get(i)));
        }
        assertThat(account.inMemory).isEqualTo(10);
    }

    @Example
    void whatGoesBackFurtherThanWhatIsRememberedIsLeftToTheLog() {
        List<Observation> inOrder = observations(new Random(1), 60);
        var account = new Account();
        account.arrive(inOrder.subList(1, 60));
        account.arrive(inOrder.subList(0, 1));
        assertThat(account.inMemory).isZero();
    }

    /** Goes on as {@link AdvanceJourneys} does, with all that arrived for the log. */
    private static final class Account {
        private final RecentWalks recent = new RecentWalks();
        private final List<Observation> log = new ArrayList<>();
        private final List<Checkpoint> checkpoints = new ArrayList<>();
        private @Nullable StoredJourney stored;
        private int inMemory;

        StoredJourney stored() {
            return Objects.requireNonNull(stored);
        }

        void arrive(List<Observation> together) {
            var arrival = new Arrivals(ACCOUNT, MINUTE, together, null);
            log.addAll(together);
            Walk walk = recent.of(List.of(ACCOUNT)).get(ACCOUNT);
            WalkStart start = start(arrival, walk);
            Walked walked = new Replay(FILTER).walk(start.state(), start.events(), start.observations());
            checkpoints.removeIf(checkpoint -> checkpoint.events() > start.dropAfter());
            checkpoints.addAll(walked.checkpoints());
            stored = new StoredJourney(ACCOUNT, MINUTE, walked.state(), walked.events(), null, null, 1, "m");
            recent.keep(walk, start, stored, "v");
        }

        private WalkStart start(Arrivals arrival, @Nullable Walk walk) {
            JourneyState state = stored == null ? null : stored.state();
            if (state == null || state.accepts(arrival.observations().getFirst())) {
                return WalkStart.of(stored, arrival);
            }
            WalkStart remembered = walk == null ? null : walk.with(arrival.observations());
            inMemory += remembered == null ? 0 : 1;
            return remembered != null
                    ? remembered
                    : WalkStart.rewound(null, log.stream().sorted().toList());
        }
    }

    private static List<Observation> observations(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Observation(
                        MINUTE.plusSeconds(i * 60L / count),
                        new MessageId("m-%03d-%08x".formatted(i, random.nextInt())),
                        Mark.values()[random.nextInt(Mark.values().length)],
                        "person " + random.nextInt(6),
                        "Event"))
                .toList();
    }
}
