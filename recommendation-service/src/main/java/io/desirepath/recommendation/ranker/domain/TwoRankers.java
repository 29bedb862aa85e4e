package io.desirepath.recommendation.ranker.domain;

/**
 * What a model ranks with.
 *
 * @param repeat for what the account bought before
 * @param novel for what it never bought
 */
public record TwoRankers(LogisticRanker repeat, LogisticRanker novel) {

    /** The log-odds of one candidate, by the ranker of its kind: both are probabilities of the same event. */
    public double score(CandidateRows rows, int row, double[] belief) {
        return (rows.bought()[row] ? repeat : novel).score(rows, row, belief);
    }

    /** The rankers of this belief. */
    TwoRankers at(double[] belief) {
        return new TwoRankers(repeat.at(belief), novel.at(belief));
    }

    /** Ridge on the common weights. Tuned, like the other two, on windows before those that are reported. */
    static final double PENALTY = 50;

    /** Ridge on what stages add. */
    static final double STAGE_PENALTY = 1000;

    private static final int STAGES = 7;

    /** With fewer purchases to learn from, what is said here is worth more than what would be learnt. */
    private static final int FEWEST = 200;

    /** A guess for a merchant with next to no orders: what was bought often and lately, then what goes with it. */
    public static final TwoRankers PRIOR = new TwoRankers(prior(), prior());

    /** @param stages whether weights may depend on the stage */
    public static TwoRankers from(TrainingRows rows, boolean stages) {
        double stagePenalty = stages ? STAGE_PENALTY : Double.POSITIVE_INFINITY;
        return new TwoRankers(
                rows.positives(true) < FEWEST
                        ? PRIOR.repeat()
                        : LearnRanker.from(rows, true, PENALTY, stagePenalty, STAGES),
                rows.positives(false) < FEWEST
                        ? PRIOR.novel()
                        : LearnRanker.from(rows, false, PENALTY, stagePenalty, STAGES));
    }

    /** Whether there are enough purchases of both kinds. */
    public static boolean canBeLearntFrom(TrainingRows rows) {
        return rows.positives(true) >= FEWEST && rows.positives(false) >= FEWEST;
    }

    private static LogisticRanker prior() {
        double[] weights = new double[Feature.COUNT];
        weights[Feature.BOUGHT.ordinal()] = 1;
        weights[Feature.TIMES.ordinal()] = .5;
        weights[Feature.DECAYED_SHARE.ordinal()] = 2;
        weights[Feature.RECENT_ACCOUNTS.ordinal()] = .1;
        weights[Feature.ACCOUNTS.ordinal()] = .1;
        weights[Feature.LLR_LOG.ordinal()] = .3;
        weights[Feature.DECAYED_COSINE_LOG.ordinal()] = .2;
        weights[Feature.OWN_AND_SIMILAR.ordinal()] = .3;
        weights[Feature.NAME_SUM.ordinal()] = .4;
        return new LogisticRanker(-4, weights, new double[0][]);
    }
}
