package io.desirepath.recommendation.experiment.domain;

import io.desirepath.recommendation.feedback.domain.ClusteredRatio;
import io.desirepath.recommendation.feedback.domain.Estimate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came out of an experiment. Accounts are what was drawn, so accounts are what is counted: every interval is clustered
 * by account.
 *
 * @param variants the control first
 * @param comparisons of the others with the control, in the metric that decides, adjusted for what was before
 */
public record Analysis(
        List<Measured> variants, SampleRatio sampleRatio, List<Comparison> comparisons, Verdict verdict) {

    /**
     * A variant on its own.
     *
     * @param metrics as they are, not adjusted
     */
    public record Measured(Variant variant, long accounts, long lists, Map<Metric, Estimate> metrics) {}

    /**
     * @param outcomes of the accounts that got a list, by the name of their variant
     * @param ended whether the experiment has stopped
     */
    public static Analysis of(Experiment experiment, Map<String, List<AccountOutcome>> outcomes, boolean ended) {
        List<Measured> measured = new ArrayList<>();
        Map<String, Long> accounts = new HashMap<>();
        for (Variant variant : experiment.variants()) {
            List<AccountOutcome> its = outcomes.getOrDefault(variant.name(), List.of());
            measured.add(measured(variant, its));
            accounts.put(variant.name(), (long) its.size());
        }
        SampleRatio ratio = SampleRatio.of(experiment.variants(), accounts);
        List<Estimate> adjusted = adjusted(experiment, outcomes);
        Estimate control = adjusted.getFirst();
        List<Comparison> comparisons = new ArrayList<>();
        int others = experiment.variants().size() - 1;
        double needed = 0;
        for (int i = 1; i <= others; i++) {
            Estimate its = adjusted.get(i);
            comparisons.add(Comparison.of(experiment.variants().get(i).name(), its, control, others));
            double both = Comparison.accountsNeeded(its, control, experiment.minimumEffect(), others);
            needed = Math.max(needed, both - its.accounts() - control.accounts());
        }
        long fewest =
                accounts.values().stream().mapToLong(Long::longValue).min().orElse(0);
        Verdict verdict = Verdict.of(experiment, comparisons, ratio, fewest, needed, ended);
        return new Analysis(measured, ratio, comparisons, verdict);
    }

    private static List<Estimate> adjusted(Experiment experiment, Map<String, List<AccountOutcome>> outcomes) {
        Cuped cuped = Cuped.of(experiment.metric(), outcomes.values());
        return experiment.variants().stream()
                .map(variant -> cuped.mean(outcomes.getOrDefault(variant.name(), List.of())))
                .toList();
    }

    private static Measured measured(Variant variant, List<AccountOutcome> outcomes) {
        Map<Metric, Estimate> metrics = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            ClusteredRatio ratio = new ClusteredRatio();
            outcomes.forEach(account -> ratio.add(account.of(metric), account.per(metric)));
            metrics.put(metric, ratio.estimate());
        }
        long lists = outcomes.stream().mapToLong(AccountOutcome::lists).sum();
        return new Measured(variant, outcomes.size(), lists, metrics);
    }
}
