package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import java.util.List;

/** A product that may be recommended, with what speaks for it. Scores are above 0, at most 1, comparable within a kind. */
public sealed interface Candidate {

    /** By its number in the catalogue. */
    int product();

    double score();

    Kind kind();

    /** From the account's own history. */
    record Reorder(int product, double score, ProductHistory history, ReorderSignal signal) implements Candidate {
        @Override
        public Kind kind() {
            return Kind.REORDER;
        }
    }

    /** @param companions what it is bought with, the strongest first */
    record CrossSell(int product, double score, List<Companion> companions) implements Candidate {
        public CrossSell {
            companions = List.copyOf(companions);
        }

        @Override
        public Kind kind() {
            return Kind.CROSS_SELL;
        }
    }

    /**
     * @param accounts how many bought it in the days that trending looks at
     * @param quantity how many they bought
     */
    record Trending(int product, double score, int accounts, long quantity) implements Candidate {
        @Override
        public Kind kind() {
            return Kind.TRENDING;
        }
    }

    /** What a merchandising rule pins, where no generator has it. */
    record Pinned(int product) implements Candidate {
        @Override
        public double score() {
            return 1;
        }

        @Override
        public Kind kind() {
            return Kind.PINNED;
        }
    }

    /**
     * A product that the account has, and that a complement goes with.
     *
     * @param score of the pair, from 0 to 1
     * @param baskets in which both lay
     * @param accounts that bought both within the model's window
     */
    record Companion(int product, Seed.Origin origin, double score, int baskets, int accounts) {}
}
