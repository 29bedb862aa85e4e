package io.desirepath.recommendation.ranker.domain;

/**
 * {@code p = σ(w·x + Σ_s b_s·u_s·x)}: how likely an account buys a candidate, from its features and the account's belief
 * {@code b} over stages. The weights {@code w} are common to all stages, {@code u} are what a stage adds to them.
 *
 * @param intercept and common weights, for features as they are
 * @param byStage weights that each stage adds, by stage; empty for a ranker without stages
 */
public record LogisticRanker(double intercept, double[] weights, double[][] byStage) {

    /** The log-odds of one candidate; the belief may be empty if nothing is known of the stage. */
    public double score(CandidateRows rows, int row, double[] belief) {
        float[] x = rows.features();
        int offset = row * Feature.COUNT;
        double score = intercept;
        for (int i = 0; i < weights.length; i++) {
            score += weights[i] * x[offset + i];
        }
        for (int stage = 0; stage < Math.min(byStage.length, belief.length); stage++) {
            double sum = 0;
            double[] added = byStage[stage];
            for (int i = 0; i < added.length; i++) {
                sum += added[i] * x[offset + i];
            }
            score += belief[stage] * sum;
        }
        return score;
    }

    /** The ranker of this belief: the same scores from fewer products, for who scores many candidates by it. */
    LogisticRanker at(double[] belief) {
        double[] summed = weights.clone();
        for (int stage = 0; stage < Math.min(byStage.length, belief.length); stage++) {
            for (int i = 0; i < byStage[stage].length; i++) {
                summed[i] += belief[stage] * byStage[stage][i];
            }
        }
        return new LogisticRanker(intercept, summed, new double[0][]);
    }

    /** From log-odds to a probability. */
    public static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }
}
