package io.desirepath.journey.ingestion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call as it came.
 *
 * @param number of its row among the accepted calls; null if it has none
 * @param type null for a batch, whose events say what they are
 * @param body JSON, unpacked
 * @param fromServer whether its key is one that no page holds
 */
record SentCall(@Nullable Long number, @Nullable CallType type, byte[] body, boolean fromServer, Instant receivedAt) {}
