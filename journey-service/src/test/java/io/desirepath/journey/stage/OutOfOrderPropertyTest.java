package io.desirepath.journey.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.MessageId;
import io.desirepath.journey.stage.Replay.Walked;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.StageFilter;
import io.desirepath.journey.stage.domain.Taxonomy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** A state that rewinds to its checkpoints for what comes late ends where one would have that saw all of it in order. */
class OutOfOrderPropertyTest {
    private static final List<StageFilter> FILTERS =
            List.of(new StageFilter(ExpertPrior.load()), new StageFilter(ExpertPrior.load(Taxonomy.SEVEN_STAGES)));
    private static final Instant BEGINNING = Instant.parse("2024-02-27T23:58:00Z");

    @Property(tries = 30)
    void outOfOrderEqualsInOrder(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 150) int count,
            @ForAll @IntRange(max = 60) int late,
            @ForAll @IntRange(max = 1) int taxonomy) {
        StageFilter filter = FILTERS.get(taxonomy);
        var random = new Random(seed);
        List<Observation> inOrder = observations(random, count);
        Walked whole = new Replay(filter).walk(null, 0, inOrder);

        var account = new Account(filter);
        for (Observation arriving : delayed(inOrder, random, late)) {
            account.arrive(arriving);
        }
        assertThat(account.walked.state()).isEqualTo(whole.state());
        assertThat(account.walked.events()).isEqualTo(count);
        assertThat(account.checkpoints).isEqualTo(whole.checkpoints());
    }

    /** What storage does with a log and checkpoints, in memory; states go through their JSON. */
    private static final class Account {
        private final TreeSet<Observation> log = new TreeSet<>();
        private final List<Checkpoint> checkpoints = new ArrayList<>();
        private final StageFilter filter;
        private @Nullable Walked walked;

        Account(StageFilter filter) {
            this.filter = filter;
        }

        void arrive(Observation observation) {
            log.add(observation);
            if (walked == null) {
                keep(new Replay(filter).walk(null, 0, List.of(observation)));
                return;
            }
            JourneyState stored = StateJson.read(StateJson.write(walked.state()));
            if (stored.accepts(observation)) {
                keep(new Replay(filter).walk(stored, walked.events(), List.of(observation)));
                return;
            }
            checkpoints.removeIf(checkpoint ->
                    checkpoint.state().minute() >= observation.key().minute());
            Checkpoint last = checkpoints.isEmpty() ? null : checkpoints.getLast();
            JourneyState from = last == null ? null : StateJson.read(StateJson.write(last.state()));
            List<Observation> tail = log.stream()
                    .filter(logged -> from == null || from.accepts(logged))
                    .toList();
            keep(new Replay(filter).walk(from, last == null ? 0 : last.events(), tail));
        }

        private void keep(Walked now) {
            walked = now;
            checkpoints.addAll(now.checkpoints());
        }
    }

    private static List<Observation> delayed(List<Observation> inOrder, Random random, int late) {
        List<Observation> arriving = new ArrayList<>(inOrder);
        for (int i = 0; i < arriving.size(); i++) {
            Collections.swap(arriving, i, Math.min(arriving.size() - 1, i + random.nextInt(late + 1)));
        }
        return arriving;
    }

    private static List<Observation> observations(Random random, int count) {
        List<Observation> observations = new ArrayList<>();
        Instant at = BEGINNING;
        for (int i = 0; i < count; i++) {
            at = at.plusSeconds(random.nextInt(3) > 0 ? random.nextInt(400) : random.nextInt(3_000_000));
            Mark mark = Mark.values()[random.nextInt(Mark.values().length)];
            String person = random.nextInt(4) == 0 ? null : "person " + random.nextInt(6);
            BuyingRole role = random.nextBoolean() ? null : BuyingRole.values()[random.nextInt(7)];
            double confidence = random.nextBoolean() ? 1 : .5;
            var id = new MessageId("m-%08x".formatted(random.nextInt()));
            observations.add(new Observation(at, id, mark, person, mark.typicalEvent(), confidence, role));
        }
        return observations.stream().sorted().toList();
    }
}
