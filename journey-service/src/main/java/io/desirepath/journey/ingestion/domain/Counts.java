package io.desirepath.journey.ingestion.domain;

/**
 * What became of events: {@code received = recorded + duplicates + rejected}.
 *
 * @param rejectedLines lines of recorded orders that could not be used, and recorded orders without any
 */
public record Counts(long received, long recorded, long duplicates, long rejected, long rejectedLines) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);
}
