package io.desirepath.recommendation.feedback.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * Somebody of an account saw a recommended product, or clicked on it.
 *
 * @param recommendationId the answer it was in
 * @param position in that answer, from 1
 */
public record Touch(UUID recommendationId, int position, String productId, Action action, Instant at) {

    /** The later touch is greater; of two at the same moment a click is, else an order that never changes decides. */
    static final Comparator<Touch> LAST = Comparator.comparing(Touch::at)
            .thenComparing(touch -> touch.action() == Action.CLICKED)
            .thenComparing(Touch::recommendationId)
            .thenComparing(Touch::position);
}
