package io.desirepath.recommendation.copurchase.domain;

/**
 * What a model version counts with, from its training on.
 *
 * @param maxBasket products of a basket that count, beyond which a sample does
 * @param maxAccountLines basket lines of an account that count, the newest first
 * @param windowDays how many days apart two purchases of an account still belong together
 * @param minLlr the log-likelihood ratio above which a pair is a complement
 * @param maxComplements kept for a product
 */
public record CountingRules(int maxBasket, int maxAccountLines, int windowDays, double minLlr, int maxComplements) {}
