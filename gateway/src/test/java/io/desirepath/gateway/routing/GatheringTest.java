package io.desirepath.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private final List<List<String>> sent = new ArrayList<>();
    private final List<Promise<Void>> underWay = new ArrayList<>();

    @Test
    void nobodyWaitsWhileNothingIsUnderWay() {
        Gathering<String> gathering = gathering(10, 100, 10);
        gathering.offer("a");
        assertThat(sent).containsExactly(List.of("a"));
        underWay.getFirst().complete();
        gathering.offer("b");
        assertThat(sent).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void whatComesMeanwhileGoesTogether() {
        Gathering<String> gathering = gathering(10, 100, 10);
        List.of("a", "b", "c", "d").forEach(gathering::offer);
        assertThat(sent).containsExactly(List.of("a"));
        underWay.getFirst().complete();
        assertThat(sent).containsExactly(List.of("a"), List.of("b", "c", "d"));
    }

    @Test
    void aGroupThatFailedLetsTheNextOneGo() {
        Gathering<String> gathering = gathering(10, 100, 10);
        List.of("a", "b").forEach(gathering::offer);
        underWay.getFirst().fail("broken off");
        assertThat(sent).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void aGroupThatCouldNotEvenBeSentLetsTheNextOneGo() {
        var gathering = new Gathering<String>(new Gathering.Limits(10, 100, 1, 10), String::length, group -> {
            sent.add(group);
            throw new IllegalStateException("no connection can be asked for");
        });
        assertThat(List.of("a", "b")).allMatch(gathering::offer);
        assertThat(sent).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void aFullGroupDoesNotWait() {
        var gathering = new Gathering<String>(new Gathering.Limits(2, 100, 2, 10), String::length, this::send);
        List.of("a", "b", "c", "d", "e").forEach(gathering::offer);
        assertThat(sent).containsExactly(List.of("a"), List.of("b", "c"));
        underWay.get(1).complete();
        assertThat(sent).containsExactly(List.of("a"), List.of("b", "c"), List.of("d", "e"));
    }

    @Test
    void groupsAreBoundedInItemsAndBytes() {
        Gathering<String> gathering = gathering(2, 5, 10);
        List.of("a", "b", "c", "dddd", "ee", "fffffffff", "g").forEach(gathering::offer);
        for (int i = 0; i < 5; i++) {
            underWay.get(i).complete();
        }
        assertThat(sent)
                .containsExactly(
                        List.of("a"),
                        List.of("b", "c"),
                        List.of("dddd"),
                        List.of("ee"),
                        List.of("fffffffff"),
                        List.of("g"));
    }

    @Test
    void tooManyAreNotTaken() {
        Gathering<String> gathering = gathering(10, 100, 2);
        assertThat(List.of("under way", "b", "c")).allMatch(gathering::offer);
        assertThat(gathering.offer("d")).isFalse();
        underWay.getFirst().complete();
        assertThat(gathering.offer("e")).isTrue();
    }

    @Test
    void whoeverOffersAllAreSentOnceAndNoMoreGroupsThanAllowed() throws InterruptedException {
        Queue<Integer> arrived = new ConcurrentLinkedQueue<>();
        AtomicInteger groups = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        var gathering = new Gathering<Integer>(new Gathering.Limits(7, 1000, 2, 10_000), item -> 1, group -> {
            most.accumulateAndGet(groups.incrementAndGet(), Math::max);
            Promise<Void> done = Promise.promise();
            Thread.startVirtualThread(() -> {
                arrived.addAll(group);
                groups.decrementAndGet();
                done.complete();
            });
            return done.future();
        });
        long deadline = System.nanoTime() + 60_000_000_000L;
        List<Thread> offering = IntStream.range(0, 8)
                .mapToObj(thread -> Thread.ofVirtual()
                        .start(() -> IntStream.range(0, 500).forEach(i -> gathering.offer(thread * 500 + i))))
                .toList();
        for (Thread thread : offering) {
            thread.join();
        }
        while (arrived.size() < 4000) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
        assertThat(arrived)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 4000).boxed().toList());
        assertThat(most.get()).isBetween(1, 2);
    }

    private Gathering<String> gathering(int items, long bytes, int waiting) {
        return new Gathering<>(new Gathering.Limits(items, bytes, 1, waiting), String::length, this::send);
    }

    private Future<Void> send(List<String> group) {
        sent.add(group);
        Promise<Void> done = Promise.promise();
        underWay.add(done);
        return done.future();
    }
}
