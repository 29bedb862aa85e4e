package io.desirepath.gateway.ratelimit.domain;

/**
 * A token bucket: it holds {@code burst} requests and fills at {@code perSecond}. The fields are written as of
 * draft-ietf-httpapi-ratelimit-headers-10, sections 3 and 4.
 *
 * @param name lower-case letters
 * @param perSecond requests a second, at least 1
 * @param burst requests, at least 1
 */
public record Quota(String name, long perSecond, long burst) {

    private static final long NANOS = 1_000_000_000L;

    public Quota {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("desirepath.rate-limit." + name + ": both numbers must be at least 1");
        }
    }

    /** {@code RateLimit-Policy}: the whole bucket, and the seconds in which it fills. */
    public String policyField() {
        return "\"" + name + "\";q=" + burst + ";w=" + Math.ceilDiv(burst, perSecond);
    }

    /** {@code RateLimit}: what is left, and the seconds until the bucket is full again. */
    public String limitField(Decision decision) {
        return "\"" + name + "\";r=" + decision.remaining() + ";t=" + secondsUp(decision.nanosUntilFull());
    }

    /** {@code Retry-After} (RFC 9110 section 10.2.3): whole seconds, at least 1. */
    public static String retryAfterField(Decision decision) {
        return Long.toString(Math.max(1, secondsUp(decision.nanosUntilNext())));
    }

    private static long secondsUp(long nanos) {
        return Math.ceilDiv(Math.max(0, nanos), NANOS);
    }

    /**
     * What a bucket said.
     *
     * @param remaining requests that may follow at once
     * @param nanosUntilNext until a refused request may come again
     * @param nanosUntilFull until nothing is used up any more
     */
    public record Decision(boolean allowed, long remaining, long nanosUntilNext, long nanosUntilFull) {}
}
