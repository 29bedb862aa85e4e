package io.desirepath.recommendation.training.domain;

import io.desirepath.recommendation.ranker.domain.RankingQuality;
import org.jspecify.annotations.Nullable;

/**
 * What a training saw and made.
 *
 * @param lines net order lines
 * @param baskets days on which an account ordered
 * @param pairs of products that an account bought within the window
 * @param complements entries of the lists
 * @param trending entries of the trending list
 * @param ranking how well the new rankers predicted the newest baskets, which they had not seen; null with too few of them
 * @param championRanking how well those that served did there; null if there were none
 * @param rankersKept whether those that served did better, and were kept
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
        @Nullable RankingQuality ranking,
        @Nullable RankingQuality championRanking,
        boolean rankersKept,
        double seconds) {}
