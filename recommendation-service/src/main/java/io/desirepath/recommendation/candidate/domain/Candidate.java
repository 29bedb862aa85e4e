package io.desirepath.recommendation.candidate.domain;

import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A product that may be recommended, with what speaks for it. Scores are above 0, at most 1, comparable within a kind. */
public sealed interface Candidate {

    /** By its number in the catalogue. */
    int product();

    double score();

    Kind kind();

    /** The same with another score. */
    default Candidate withScore(double score) {
        return this;
    }

    /** From the account's own history. */
    record Reorder(int product, double score, ProductHistory history, ReorderSignal signal) implements Candidate {
        @Override
        public Kind kind() {
            return Kind.REORDER;
        }

        @Override
        public Candidate withScore(double newScore) {
            return new Reorder(product, newScore, history, signal);
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

        @Override
        public Candidate withScore(double newScore) {
            return new CrossSell(product, newScore, companions);
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

        @Override
        public Candidate withScore(double newScore) {
            return new Trending(product, newScore, accounts, quantity);
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
     * A better version of something the account buys.
     *
     * @param over what it would buy instead of this
     * @param present what the account pays for that
     * @param offer what it would pay for the better one
     * @param declared if the merchant said so; null if it is derived
     * @param switched how many accounts have made the step
     */
    record Upsell(
            int product,
            double score,
            int over,
            Shelf.Offer present,
            Shelf.Offer offer,
            Shelf.@Nullable Declared declared,
            int switched)
            implements Candidate {
        @Override
        public Kind kind() {
            return Kind.UPSELL;
        }
    }

    /**
     * Something that can stand in for what the account looks at, or bought and can have no more.
     *
     * @param instead of this
     * @param origin where the account has that from
     * @param alike the share of words that both names have, 0 to 1
     * @param switched how many accounts have gone from the one to the other
     * @param viewedAlong how many accounts looked at both
     * @param role why it is offered
     */
    record Substitute(
            int product,
            double score,
            int instead,
            Seed.Origin origin,
            double alike,
            int switched,
            int viewedAlong,
            Role role)
            implements Candidate {

        /** Why a substitute is offered. */
        public enum Role {
            /** To choose between the two. */
            ALTERNATIVE,
            /** What it stands in for can be had no more, or not now. */
            STAND_IN,
            /** The merchant declared it the successor of something that can be had no more. */
            SUCCESSOR
        }

        @Override
        public Kind kind() {
            return Kind.SUBSTITUTE;
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
