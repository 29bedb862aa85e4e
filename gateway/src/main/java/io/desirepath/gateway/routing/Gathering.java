package io.desirepath.gateway.routing;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Gathers what comes while something is under way, and sends it together when that is done; what comes while nothing is
 * under way goes at once. So nobody waits for company, and the busier it is the larger the groups are. A full group does
 * not wait either, so that one that takes long does not hold up everybody.
 */
final class Gathering<T> {

    private final Limits limits;
    private final ToLongFunction<T> bytes;
    private final Function<List<T>, Future<Void>> send;
    private final Deque<T> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private int underWay;

    /**
     * @param items of a group
     * @param bytes of a group, but for an item that has more alone
     * @param groups under way at a time, when they are full
     * @param waiting items, beyond which no more are taken
     */
    record Limits(int items, long bytes, int groups, int waiting) {}

    /**
     * @param bytes how large an item is
     * @param send its future ends when the group is done, whatever came of it; one that throws is done too
     */
    Gathering(Limits limits, ToLongFunction<T> bytes, Function<List<T>, Future<Void>> send) {
        this.limits = limits;
        this.bytes = bytes;
        this.send = send;
    }

    /** @return false if too many wait already */
    boolean offer(T item) {
        synchronized (waiting) {
            if (waiting.size() >= limits.waiting()) {
                return false;
            }
            waiting.add(item);
            waitingBytes += bytes.applyAsLong(item);
        }
        sendNext();
        return true;
    }

    private void sendNext() {
        List<T> group = next();
        if (!group.isEmpty()) {
            // Composed, so that a group whose sending throws is done as well, and others do not wait behind it for
            // ever.
            Future.succeededFuture(group).compose(send).onComplete(done -> {
                synchronized (waiting) {
                    underWay--;
                }
                sendNext();
            });
        }
    }

    private List<T> next() {
        synchronized (waiting) {
            if (waiting.isEmpty() || underWay >= (isFull() ? limits.groups() : 1)) {
                return List.of();
            }
            underWay++;
            return take();
        }
    }

    private boolean isFull() {
        return waiting.size() >= limits.items() || waitingBytes >= limits.bytes();
    }

    private List<T> take() {
        List<T> group = new ArrayList<>();
        long size = 0;
        while (!waiting.isEmpty() && group.size() < limits.items()) {
            long next = bytes.applyAsLong(waiting.element());
            if (size + next > limits.bytes() && !group.isEmpty()) {
                break;
            }
            group.add(waiting.remove());
            size += next;
        }
        waitingBytes -= size;
        return group;
    }
}
