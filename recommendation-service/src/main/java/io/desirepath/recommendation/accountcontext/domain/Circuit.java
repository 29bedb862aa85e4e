package io.desirepath.recommendation.accountcontext.domain;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Leaves a failing neighbour alone for a while, then lets one caller try it. */
public final class Circuit {

    private static final long CLOSED = Long.MIN_VALUE;

    private final long pauseNanos;
    private final LongSupplier nanoTime;
    private final AtomicLong openUntil = new AtomicLong(CLOSED);

    /** @param nanoTime as {@link System#nanoTime} */
    public Circuit(Duration pause, LongSupplier nanoTime) {
        this.pauseNanos = pause.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Whether the caller may try. After a failure only one caller in each pause may. */
    public boolean allows() {
        long until = openUntil.get();
        if (until == CLOSED) {
            return true;
        }
        long now = nanoTime.getAsLong();
        return now - until >= 0 && openUntil.compareAndSet(until, now + pauseNanos);
    }

    public void succeeded() {
        openUntil.set(CLOSED);
    }

    public void failed() {
        openUntil.set(nanoTime.getAsLong() + pauseNanos);
    }
}
