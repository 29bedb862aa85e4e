package io.desirepath.recommendation.experiment.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What follows from an experiment, for a person to read.
 *
 * @param winner the variant to keep; null if none is shown to be better
 * @param accountsNeeded how many more accounts it takes to show the smallest difference that is worth finding; null if that
 *     cannot be said
 * @param preliminary whether it still runs: who stops as soon as the verdict pleases will too often find one
 */
public record Verdict(
        Outcome outcome, @Nullable String winner, @Nullable Long accountsNeeded, boolean preliminary, String text) {

    /** Below so many accounts in a variant, a mean of so skewed a thing as revenue is not normal yet. */
    public static final int FEWEST_ACCOUNTS = 100;

    private static final Comparator<Comparison> BEST = Comparator.comparingDouble(Comparison::relative);

    /** What kind of verdict it is. */
    public enum Outcome {
        /** Another variant than the control is better. */
        VARIANT_WINS,
        /** The control is better than every other. */
        CONTROL_WINS,
        NO_DIFFERENCE_SHOWN,
        TOO_FEW_ACCOUNTS,
        /** Accounts are missing from a variant: nothing can be said. */
        SAMPLE_RATIO_OFF
    }

    static Verdict of(
            Experiment experiment,
            List<Comparison> comparisons,
            SampleRatio ratio,
            long fewest,
            double needed,
            boolean ended) {
        if (ratio.isOff()) {
            return none(
                    Outcome.SAMPLE_RATIO_OFF,
                    ended,
                    String.format(
                            Locale.ROOT,
                            "No verdict: the sample ratio is off (p = %.1e). Accounts of one variant are missing, so what is left"
                                    + " cannot be compared. Look for what loses them.",
                            ratio.pValue()));
        }
        if (fewest < FEWEST_ACCOUNTS) {
            return none(
                    Outcome.TOO_FEW_ACCOUNTS,
                    ended,
                    "No verdict: every variant needs at least %d accounts, one has %d."
                            .formatted(FEWEST_ACCOUNTS, fewest));
        }
        if (comparisons.stream().anyMatch(comparison -> !Double.isFinite(comparison.relative()))) {
            return none(
                    Outcome.NO_DIFFERENCE_SHOWN,
                    ended,
                    "No verdict: nothing of what decides, "
                            + experiment.metric().words() + ", has happened in the control.");
        }
        return compare(experiment, comparisons, needed, ended);
    }

    private static Verdict compare(Experiment experiment, List<Comparison> comparisons, double needed, boolean ended) {
        Long more = Double.isFinite(needed) ? (long) Math.ceil(Math.max(0, needed)) : null;
        Comparison first = comparisons.stream().max(BEST).orElseThrow();
        Optional<Comparison> better = comparisons.stream()
                .filter(comparison -> comparison.differenceInterval().isAbove(0))
                .max(BEST);
        String control = experiment.control().name();
        String rest = numbers(experiment, better.orElse(first)) + so(ended, more, experiment);
        if (better.isPresent()) {
            String variant = better.get().variant();
            return new Verdict(Outcome.VARIANT_WINS, variant, more, !ended, variant + " wins: " + rest);
        }
        String others = first.variant() + " has " + rest;
        return comparisons.stream()
                        .allMatch(comparison -> comparison.differenceInterval().isBelow(0))
                ? new Verdict(Outcome.CONTROL_WINS, control, more, !ended, control + " stays: " + others)
                : new Verdict(Outcome.NO_DIFFERENCE_SHOWN, null, more, !ended, "No difference shown: " + others);
    }

    private static String numbers(Experiment experiment, Comparison comparison) {
        return "%s %s, 95%% interval %s to %s."
                .formatted(
                        percent(comparison.relative()),
                        experiment.metric().words(),
                        percent(comparison.relativeInterval().low()),
                        percent(comparison.relativeInterval().high()));
    }

    private static String so(boolean ended, @Nullable Long more, Experiment experiment) {
        String sofar =
                ended ? "" : " So far: it still runs, and a verdict that is looked at every day is wrong more often.";
        return more == null || more == 0
                ? sofar
                : String.format(
                        Locale.ROOT,
                        " To find a difference of %.1f%% four times out of five it needs %,d more accounts.%s",
                        experiment.minimumEffect() * 100,
                        more,
                        sofar);
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%+.1f%%", fraction * 100);
    }

    private static Verdict none(Outcome outcome, boolean ended, String text) {
        return new Verdict(outcome, null, null, !ended, text);
    }
}
