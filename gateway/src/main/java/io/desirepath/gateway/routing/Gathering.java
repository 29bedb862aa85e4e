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
 * under way goes at once. So nobody waits for company, and the busier it is the larger the groups are.
 */
final class Gathering<T> {

    private final Limits limits;
    private final ToLongFunction<T> bytes;
    private final Function<List<T>, Future<Void>> send;
    private final Deque<T> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * @param underWay groups at a time
     * @param items of a group
     * @param bytes of a group, but for one that has more alone
     * @param waiting items, beyond which no more are taken
     */
    record Limits(int underWay, int items, long bytes, int waiting) {}

    /**
     * @param bytes how large an item is
     * @param send its future ends when the group is done, whatever came of it
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
        }
        sendNext();
        return true;
    }

    private void sendNext() {
        List<T> group = next();
        if (!group.isEmpty()) {
            send.apply(group).onComplete(done -> {
                synchronized (waiting) {
                    underWay--;
                }
                sendNext();
            });
        }
    }

    private List<T> next() {
        List<T> group = new ArrayList<>();
        synchronized (waiting) {
            if (underWay < limits.underWay()) {
                long size = 0;
                while (!waiting.isEmpty() && group.size() < limits.items()) {
                    size += bytes.applyAsLong(waiting.element());
                    if (size > limits.bytes() && !group.isEmpty()) {
                        break;
                    }
                    group.add(waiting.remove());
                }
                underWay += group.isEmpty() ? 0 : 1;
            }
        }
        return group;
    }
}
