package io.desirepath.recommendation.experiment.domain;

import io.desirepath.recommendation.feedback.domain.ClusteredRatio;
import io.desirepath.recommendation.feedback.domain.Estimate;
import java.util.Collection;
import java.util.List;

/**
 * Takes out of a metric what was known of each account before the experiment: {@code Y - θ(X - mean X)} with
 * {@code θ = cov(Y, X) / var(X)}, pooled over the variants. Its mean is the same, because an experiment cannot change what was
 * before, and its variance is less by the square of their correlation (Deng et al., Improving the Sensitivity of Online
 * Controlled Experiments by Utilizing Pre-Experiment Data, WSDM 2013, equations 3 to 5).
 */
public final class Cuped {

    private final Metric metric;
    private final double theta;
    private final double meanBefore;

    private Cuped(Metric metric, double theta, double meanBefore) {
        this.metric = metric;
        this.theta = theta;
        this.meanBefore = meanBefore;
    }

    /** @param variants the accounts of each */
    public static Cuped of(Metric metric, Collection<List<AccountOutcome>> variants) {
        double xx = 0;
        double xy = 0;
        double sum = 0;
        long accounts = 0;
        for (List<AccountOutcome> variant : variants) {
            double meanX = variant.stream()
                    .mapToDouble(a -> a.before(metric))
                    .average()
                    .orElse(0);
            double meanY =
                    variant.stream().mapToDouble(a -> a.of(metric)).average().orElse(0);
            for (AccountOutcome account : variant) {
                double x = account.before(metric);
                xx += (x - meanX) * (x - meanX);
                xy += (x - meanX) * (account.of(metric) - meanY);
                sum += x;
                accounts++;
            }
        }
        return new Cuped(metric, xx > 0 ? xy / xx : 0, accounts == 0 ? 0 : sum / accounts);
    }

    /** The mean of a variant, adjusted. */
    public Estimate mean(Collection<AccountOutcome> variant) {
        ClusteredRatio mean = new ClusteredRatio();
        for (AccountOutcome account : variant) {
            mean.add(account.of(metric) - theta * (account.before(metric) - meanBefore), account.per(metric));
        }
        return mean.estimate();
    }
}
