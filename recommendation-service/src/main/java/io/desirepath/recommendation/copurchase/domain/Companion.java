package io.desirepath.recommendation.copurchase.domain;

/**
 * What is bought together with a product.
 *
 * @param score from 0 to 1
 * @param llr the log-likelihood ratio
 */
public record Companion(String id, double score, double llr, Count together) {}
