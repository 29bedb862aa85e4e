package io.desirepath.recommendation.feedback.domain;

import java.math.BigDecimal;
import java.util.UUID;

/**
 * A purchase that a recommendation is credited with.
 *
 * @param messageId the order's activity
 * @param quantity what is left of it after refunds, above zero
 * @param revenue unit price times quantity, in the currency
 */
public record Credit(
        UUID recommendationId,
        int position,
        String productId,
        String messageId,
        long quantity,
        BigDecimal revenue,
        String currency) {}
