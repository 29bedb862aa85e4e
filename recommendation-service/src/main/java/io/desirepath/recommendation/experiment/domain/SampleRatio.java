package io.desirepath.recommendation.experiment.domain;

import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/**
 * Whether the variants have as many accounts as their shares say. If they do not, something lost accounts of one variant
 * and not of the other, and what is left cannot be compared (Fabijan et al., Diagnosing Sample Ratio Mismatch in Online
 * Controlled Experiments, KDD 2019).
 *
 * @param pValue of the chi-square test: how likely chance alone is that far off
 */
public record SampleRatio(double pValue) {

    /** Below which it is no chance. */
    public static final double ALARM = 0.001;

    /** @param accounts by the name of the variant */
    static SampleRatio of(List<Variant> variants, Map<String, Long> accounts) {
        long total = accounts.values().stream().mapToLong(Long::longValue).sum();
        if (total == 0) {
            return new SampleRatio(1);
        }
        double statistic = 0;
        for (Variant variant : variants) {
            double expected = variant.share() * total;
            double off = accounts.getOrDefault(variant.name(), 0L) - expected;
            statistic += off * off / expected;
        }
        return new SampleRatio(1 - new ChiSquaredDistribution(variants.size() - 1).cumulativeProbability(statistic));
    }

    public boolean isOff() {
        return pValue < ALARM;
    }
}
