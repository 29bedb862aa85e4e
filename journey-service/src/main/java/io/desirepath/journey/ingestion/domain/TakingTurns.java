package io.desirepath.journey.ingestion.domain;

import java.time.Duration;

/**
 * Who is next when more comes than can be recorded: taking in comes before recording. What comes is recorded at once, unless
 * crowds have kept recording busy for most of the time; then it is only accepted, and recorded when less comes. Whoever
 * sends one call after another is no crowd, and finds recorded what was answered.
 *
 * <p>Times are nanoseconds of one clock that never goes back. Safe for use by several threads.
 */
public final class TakingTurns {

    private static final double WINDOW = Duration.ofMillis(500).toNanos();
    private static final double SECOND = Duration.ofSeconds(1).toNanos();
    private static final int CROWD = 3;
    /** Of one that began so long ago as patience lasts. */
    private static final double TOO_BUSY = 1 - Math.exp(-1);

    /** Of what can be recorded: beyond it, recording takes from who waits for an answer what they need. */
    private static final double KEEPS_UP = .5;

    /** Of fewer events the transaction itself takes the time, not they. */
    private static final int ENOUGH = 100;

    private static final double NEWEST = .2;

    private final long patience;
    private final long longestRest;
    private double busy;
    private long busyAt;
    private double arriving;
    private long arrivedAt;
    /** 0 until it is known. */
    private double speed;

    private boolean resting;
    private long restingSince;

    /**
     * @param patience how long crowds may keep recording busy without a break; zero: everything is only accepted
     * @param longestRest how long recording rests at most while too much comes
     */
    public TakingTurns(Duration patience, Duration longestRest) {
        this.patience = patience.toNanos();
        this.longestRest = longestRest.toNanos();
    }

    /** Something waits to be taken in: whether it is recorded before it is answered. */
    public synchronized boolean recordsAtOnce(long now) {
        return patience > 0 && busy(now) < TOO_BUSY;
    }

    /** Calls were recorded at once, and together. */
    public synchronized void recordedAtOnce(int calls, long from, long until) {
        busy = calls < CROWD ? busy(until) : 1 - (1 - busy(from)) * Math.exp((from - until) / (double) patience);
        busyAt = until;
    }

    /** The share of the time, the last most, for which crowds kept recording busy. */
    private double busy(long now) {
        return busy * Math.exp(Math.min(0, busyAt - now) / (double) patience);
    }

    /** Events were accepted. */
    public synchronized void accepted(int events, long now) {
        arriving = arriving(now) + events / WINDOW * SECOND;
        arrivedAt = now;
    }

    /** Accepted events were recorded, which took so many nanoseconds. */
    public synchronized void recorded(int events, long took) {
        if (events < ENOUGH) {
            return;
        }
        double now = SECOND * events / Math.max(took, 1);
        speed = speed == 0 ? now : speed + NEWEST * (now - speed);
    }

    /** Whether accepted events may be recorded now: less than half of what can be recorded comes, or they have waited long. */
    public synchronized boolean mayRecord(long now) {
        if (speed == 0 || arriving(now) <= KEEPS_UP * speed) {
            resting = false;
            return true;
        }
        if (!resting) {
            resting = true;
            restingSince = now;
        }
        return now - restingSince >= longestRest;
    }

    /** In events a second, those of the last half second. */
    private double arriving(long now) {
        return arriving * Math.exp((arrivedAt - now) / WINDOW);
    }
}
