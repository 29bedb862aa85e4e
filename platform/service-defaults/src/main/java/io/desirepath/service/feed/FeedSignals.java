package io.desirepath.service.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes those who wait for news of a feed. Holds no thread and no connection. */
final class FeedSignals {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Long> versions = new HashMap<>();
    private boolean stopped;

    /** The feed's version now: take it before reading, so that no signal falls between reading and waiting. */
    long version(String feed) {
        lock.lock();
        try {
            return versions.getOrDefault(feed, 0L);
        } finally {
            lock.unlock();
        }
    }

    void signal(String feed) {
        lock.lock();
        try {
            versions.merge(feed, 1L, Long::sum);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** From now on nobody waits any more. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the feed's version differs from the given one, when the time is over, or on {@link #stop}. */
    void await(String feed, long version, Duration timeout) throws InterruptedException {
        long nanos = timeout.toNanos();
        lock.lock();
        try {
            while (!stopped && nanos > 0 && versions.getOrDefault(feed, 0L) == version) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
