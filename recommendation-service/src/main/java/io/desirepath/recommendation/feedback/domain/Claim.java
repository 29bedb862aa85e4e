package io.desirepath.recommendation.feedback.domain;

import java.util.UUID;

/**
 * The storefront says that a line of an order was ordered from an answer, which did hold the product.
 *
 * @param messageId the order's activity
 * @param position of the product in the answer, from 1
 */
public record Claim(String messageId, String productId, UUID recommendationId, int position) {}
