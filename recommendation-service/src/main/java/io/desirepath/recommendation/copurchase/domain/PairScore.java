package io.desirepath.recommendation.copurchase.domain;

/**
 * Significance and strength of a pair: the formulas of {@code training/08-pair-score.sql}, operation by operation, so that
 * equal counts give equal scores.
 */
final class PairScore {

    private PairScore() {}

    /** The mean of the cosines over accounts and over baskets, from 0 to 1. */
    static double strength(Count pair, Count one, Count other) {
        return (pair.accounts() / Math.sqrt((double) one.accounts() * other.accounts())
                        + pair.baskets() / Math.sqrt((double) one.baskets() * other.baskets()))
                / 2;
    }

    /**
     * Dunning's log-likelihood ratio over accounts; zero if they bought both less often than by chance.
     *
     * @param accounts how many there are
     */
    static double llr(Count pair, Count one, Count other, double accounts) {
        double both = pair.accounts();
        double row = one.accounts();
        double column = other.accounts();
        if (both * accounts <= row * column) {
            return 0;
        }
        return 2
                * (term(both, accounts, row, column)
                        + term(row - both, accounts, row, accounts - column)
                        + term(column - both, accounts, accounts - row, column)
                        + term(accounts - row - column + both, accounts, accounts - row, accounts - column));
    }

    private static double term(double count, double accounts, double row, double column) {
        return count > 0 ? count * Math.log(count * accounts / (row * column)) : 0;
    }
}
