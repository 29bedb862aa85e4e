package io.desirepath.journey.ingestion;

import io.desirepath.journey.ingestion.domain.Counts;

/** What became of a submission. */
sealed interface Outcome {

    record Recorded(Counts counts) implements Outcome {}

    /** It is committed as it was sent, and is recorded later. */
    record Accepted() implements Outcome {}

    record Failed(Throwable cause) implements Outcome {}
}
