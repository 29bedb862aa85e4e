package io.desirepath.recommendation.experiment;

import io.desirepath.recommendation.experiment.domain.Analysis;
import io.desirepath.recommendation.experiment.domain.Comparison;
import io.desirepath.recommendation.experiment.domain.Metric;
import io.desirepath.recommendation.experiment.domain.Outcomes;
import io.desirepath.recommendation.experiment.domain.Verdict;
import io.desirepath.recommendation.feedback.domain.Estimate;
import io.desirepath.recommendation.feedback.domain.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What came out of an experiment. All intervals are 95%, clustered by account.
 *
 * @param currency of the revenue: the one in which most accounts bought
 * @param accountsInOtherCurrencies that also bought in another currency, which is in no number
 * @param mixedAccounts that got lists of several variants, and are in none
 * @param until up to which moment orders count
 * @param comparisons with the control, in the metric that decides
 */
@Schema(name = "ExperimentResults")
public record ExperimentResults(
        String experimentId,
        Metric metric,
        @Nullable String currency,
        long accountsInOtherCurrencies,
        long mixedAccounts,
        @Nullable Instant startedAt,
        Instant until,
        List<VariantResult> variants,
        SampleRatioCheck sampleRatio,
        List<Difference> comparisons,
        VerdictView verdict) {

    /**
     * @param accounts that got at least one list
     * @param exposures lists
     * @param clickThrough clicks per item seen
     * @param conversion the share of accounts that bought anything from their first list on
     * @param revenuePerAccount net of refunds, from their first list on
     */
    @Schema(name = "ExperimentVariantResult")
    public record VariantResult(
            String variant,
            boolean control,
            long accounts,
            long exposures,
            @Nullable Measured clickThrough,
            @Nullable Measured conversion,
            @Nullable Measured revenuePerAccount) {}

    @Schema(name = "MeasuredNumber")
    public record Measured(
            double value, @Nullable Double low, @Nullable Double high) {

        static @Nullable Measured of(double value, Interval interval) {
            if (!Double.isFinite(value)) {
                return null;
            }
            boolean known = Double.isFinite(interval.low()) && Double.isFinite(interval.high());
            return new Measured(value, known ? interval.low() : null, known ? interval.high() : null);
        }
    }

    /** @param ok false if the variants do not have the accounts that their shares promise (p below 0.001) */
    @Schema(name = "SampleRatioCheck")
    public record SampleRatioCheck(double pValue, boolean ok) {}

    /**
     * A variant minus the control, adjusted for what the accounts bought before the experiment (CUPED). With several
     * variants the intervals are wider (Bonferroni).
     *
     * @param relative as a fraction of the control
     */
    @Schema(name = "ExperimentDifference")
    public record Difference(
            String variant,
            @Nullable Measured absolute,
            @Nullable Measured relative) {}

    /** @param text for a person to read */
    @Schema(name = "ExperimentVerdict")
    public record VerdictView(
            Verdict.Outcome outcome,
            @Nullable String winner,
            @Nullable Long accountsNeeded,
            boolean preliminary,
            String text) {}

    static ExperimentResults of(ExperimentView experiment, Analysis analysis, Outcomes outcomes, Instant until) {
        Verdict verdict = analysis.verdict();
        String control = analysis.variants().getFirst().variant().name();
        Metric metric = experiment.document().metric();
        return new ExperimentResults(
                experiment.id(),
                metric == null ? Metric.REVENUE : metric,
                outcomes.currency(),
                outcomes.accountsInOtherCurrencies(),
                outcomes.mixedAccounts(),
                experiment.startedAt(),
                until,
                analysis.variants().stream().map(v -> variant(v, control)).toList(),
                new SampleRatioCheck(
                        analysis.sampleRatio().pValue(), !analysis.sampleRatio().isOff()),
                analysis.comparisons().stream()
                        .map(ExperimentResults::difference)
                        .toList(),
                new VerdictView(
                        verdict.outcome(),
                        verdict.winner(),
                        verdict.accountsNeeded(),
                        verdict.preliminary(),
                        verdict.text()));
    }

    private static VariantResult variant(Analysis.Measured measured, String control) {
        String name = measured.variant().name();
        return new VariantResult(
                name,
                name.equals(control),
                measured.accounts(),
                measured.lists(),
                of(measured, Metric.CLICK_THROUGH),
                of(measured, Metric.CONVERSION),
                of(measured, Metric.REVENUE));
    }

    private static @Nullable Measured of(Analysis.Measured measured, Metric metric) {
        Estimate estimate = Objects.requireNonNull(measured.metrics().get(metric));
        return Measured.of(estimate.value(), estimate.interval(Estimate.Z95));
    }

    private static Difference difference(Comparison comparison) {
        return new Difference(
                comparison.variant(),
                Measured.of(comparison.difference().value(), comparison.differenceInterval()),
                Measured.of(comparison.relative(), comparison.relativeInterval()));
    }
}
