package io.desirepath.recommendation.training.domain;

/**
 * What a training saw and made.
 *
 * @param lines net order lines
 * @param baskets days on which an account ordered
 * @param pairs of products that an account bought within the window
 * @param complements entries of the lists
 * @param trending entries of the trending list
 * @param seconds from the first read to the last write
 */
public record ModelMetrics(
        long lines,
        long accounts,
        long products,
        long baskets,
        long pairs,
        long complements,
        long trending,
        double seconds) {}
