package io.desirepath.recommendation.family.domain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which word of a name says what the product is. A head ("bag") stands at the end of names more often than a pattern
 * ("retrospot") does, and what it names costs about the same, while a pattern is on things of all prices; and many
 * products share it.
 */
final class HeadTerms {

    private static final int LEAST_PRODUCTS = 3;
    private static final int MOST_COUNTED = 60;
    private static final double PRIOR_PRODUCTS = 3;
    private static final double WITHOUT_PRICES = 0.3;
    private static final double BY_PRICE_ALONE = 0.15;

    /** What is known of a word. */
    private static final class Usage {
        private int products;
        private int last;
        private int priced;
        private double sum;
        private double squares;
    }

    /** A head and how sure it is, from 0 to 1. */
    record Head(String word, double confidence) {}

    private final Map<String, Usage> usage = new HashMap<>();
    private double sum;
    private double squares;
    private long priced;

    /** @param price above zero, or NaN if it is not known */
    void learn(List<String> words, double price) {
        double log = Math.log(price);
        if (!Double.isNaN(log)) {
            priced++;
            sum += log;
            squares += log * log;
        }
        for (String word : new HashSet<>(words)) {
            Usage of = usage.computeIfAbsent(word, w -> new Usage());
            of.products++;
            of.last += word.equals(words.getLast()) ? 1 : 0;
            if (!Double.isNaN(log)) {
                of.priced++;
                of.sum += log;
                of.squares += log * log;
            }
        }
    }

    /** The head of a name; null if it shares no word with enough others. Ties go to the word that sorts first. */
    @Nullable
    Head of(List<String> words) {
        String best = null;
        double score = 0;
        double second = 0;
        for (String word : new HashSet<>(words)) {
            double ofWord = score(word);
            if (ofWord > score || ofWord > 0 && ofWord == score && best != null && word.compareTo(best) < 0) {
                second = score;
                best = word;
                score = ofWord;
            } else if (ofWord > second) {
                second = ofWord;
            }
        }
        // Sure if it is a good head and no other word is nearly as good.
        return best == null ? null : new Head(best, score / (1 + score) * (1 - second / (2 * score)));
    }

    private double score(String word) {
        Usage of = usage.get(word);
        if (of == null || of.products < LEAST_PRODUCTS) {
            return 0;
        }
        double atTheEnd = (of.last + 0.5) / (of.products + 1.5);
        return atTheEnd * (BY_PRICE_ALONE + likeness(of)) * Math.log1p(Math.min(of.products, MOST_COUNTED));
    }

    /** The share of the variance of all log prices that the word takes away, shrunk towards none. */
    private double likeness(Usage of) {
        double variance = priced == 0 ? 0 : squares / priced - sum / priced * (sum / priced);
        if (of.priced < LEAST_PRODUCTS || variance <= 1e-9) {
            return WITHOUT_PRICES;
        }
        double within = of.squares - of.sum * of.sum / of.priced;
        return Math.max(0.05, 1 - (within + PRIOR_PRODUCTS * variance) / (of.priced + PRIOR_PRODUCTS - 1) / variance);
    }
}
