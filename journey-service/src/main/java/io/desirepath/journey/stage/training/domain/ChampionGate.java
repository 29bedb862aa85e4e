package io.desirepath.journey.stage.training.domain;

import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.domain.Taxonomy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a candidate may take the champion's place. On a window that neither was trained on it must
 *
 * <ol>
 *   <li>predict what accounts show better than the champion, by a mean gain of at least two standard errors (a paired
 *       comparison of prequential log likelihoods),
 *   <li>predict the stages of labels no worse, where there are labels,
 *   <li>mean the same by its stages: better predictions alone may come from stages that drifted into something else. Labels
 *       that the candidate predicts better settle that; without them {@link StageMeaning} does.
 * </ol>
 */
public final class ChampionGate {
    static final int LEAST_ACCOUNTS = 30;
    static final int LEAST_LABELS = 50;
    private static final double STANDARD_ERRORS = 2;

    private ChampionGate() {}

    /** A model with what corrects its beliefs. */
    public record Contender(StageModel model, @Nullable Calibration calibration) {}

    /**
     * @param promoted whether the candidate passes
     * @param reason a sentence with numbers, for people
     */
    public record Verdict(boolean promoted, String reason, Comparison comparison) {}

    /**
     * What the verdict rests on.
     *
     * @param accounts accounts compared: those with a day in the window
     * @param logLikelihoodGain candidate's less champion's log likelihood of what the window showed, mean per account, in nats
     * @param standardError of that mean; 0 of fewer than two accounts
     * @param labels labels in the window
     * @param championLogLoss on the labels, mean in nats; null without labels
     * @param candidateLogLoss on the labels, mean in nats; null without labels
     * @param stagesChanged share of accounts whose likeliest stage at their end differs, before calibration
     */
    public record Comparison(
            int accounts,
            double logLikelihoodGain,
            double standardError,
            int labels,
            @Nullable Double championLogLoss,
            @Nullable Double candidateLogLoss,
            double stagesChanged) {}

    /**
     * Judges a candidate.
     *
     * @param heldOut histories up to the window's end; what lies before {@code from} only sets the beliefs
     * @param from the window's beginning, the midnight after everything the candidate was trained on
     */
    public static Verdict judge(Contender champion, Contender candidate, List<TrainingHistory> heldOut, Instant from) {
        Comparison comparison = compare(champion, candidate, heldOut, from);
        Optional<String> refusal = refusal(comparison, champion.model(), candidate.model());
        return new Verdict(
                refusal.isEmpty(),
                refusal.orElseGet(() -> text(
                        "On %d held-out accounts it predicts %.2f nats an account better than the champion (standard error %.2f)%s.",
                        comparison.accounts(),
                        comparison.logLikelihoodGain(),
                        comparison.standardError(),
                        comparison.labels() < LEAST_LABELS ? "" : labelled(comparison))),
                comparison);
    }

    private static Optional<String> refusal(Comparison c, StageModel champion, StageModel candidate) {
        if (c.accounts() < LEAST_ACCOUNTS) {
            return Optional.of(text(
                    "Only %d accounts have a day in the held-out window; %d are needed to compare models.",
                    c.accounts(), LEAST_ACCOUNTS));
        }
        if (!(c.logLikelihoodGain() > STANDARD_ERRORS * c.standardError())) {
            return Optional.of(text(
                    "It does not beat the champion: on %d held-out accounts it predicts %.2f nats an account %s (standard error %.2f).",
                    c.accounts(),
                    Math.abs(c.logLikelihoodGain()),
                    c.logLikelihoodGain() < 0 ? "worse" : "better",
                    c.standardError()));
        }
        if (c.labels() >= LEAST_LABELS) {
            return better(c)
                    ? Optional.empty()
                    : Optional.of(text("It predicts labelled stages worse%s.", labelled(c)));
        }
        return StageMeaning.drift(champion, candidate);
    }

    private static boolean better(Comparison c) {
        return c.championLogLoss() != null
                && c.candidateLogLoss() != null
                && c.candidateLogLoss() <= c.championLogLoss();
    }

    private static String labelled(Comparison c) {
        return text(
                ", with a log loss of %.3f on %d labels where the champion has %.3f",
                c.candidateLogLoss(), c.labels(), c.championLogLoss());
    }

    /** The comparison that {@link #judge} rests on. */
    public static Comparison compare(
            Contender champion, Contender candidate, List<TrainingHistory> heldOut, Instant from) {
        Taxonomy taxonomy = champion.model().taxonomy();
        if (!taxonomy.equals(candidate.model().taxonomy())) {
            throw new IllegalArgumentException("models of different taxonomies cannot be compared");
        }
        var both = EnumSet.copyOf(champion.model().measured());
        both.retainAll(candidate.model().measured());
        if (both.isEmpty()) {
            throw new IllegalArgumentException("the models have no measured mark in common");
        }
        var ours = new Prediction(champion.model().withMeasured(both));
        var theirs = new Prediction(candidate.model().withMeasured(both));
        var gains = new ArrayList<Double>();
        int changed = 0;
        for (TrainingHistory history : heldOut) {
            var evidence = new DailyEvidence(history, ours.filter());
            int fromDay = (int) Math.max(0, evidence.dayIndex(from));
            if (fromDay < evidence.days()) {
                Prediction.Told one = ours.tell(evidence, fromDay);
                Prediction.Told other = theirs.tell(evidence, fromDay);
                gains.add(other.logLikelihood() - one.logLikelihood());
                changed += leader(taxonomy, one) == leader(taxonomy, other) ? 0 : 1;
            }
        }
        double mean = gains.stream().mapToDouble(g -> g).average().orElse(0);
        double squares =
                gains.stream().mapToDouble(g -> (g - mean) * (g - mean)).sum();
        int n = gains.size();
        double standardError = n < 2 ? 0 : Math.sqrt(squares / (n - 1) / n);
        List<CalibrationFit.Case> champions = LabelledBeliefs.of(ours.filter(), heldOut, from);
        List<CalibrationFit.Case> candidates = LabelledBeliefs.of(theirs.filter(), heldOut, from);
        return new Comparison(
                n,
                mean,
                standardError,
                champions.size(),
                logLoss(champions, champion.calibration()),
                logLoss(candidates, candidate.calibration()),
                n == 0 ? 0 : changed / (double) n);
    }

    private static @Nullable Double logLoss(List<CalibrationFit.Case> cases, @Nullable Calibration calibration) {
        return cases.isEmpty()
                ? null
                : cases.stream()
                        .mapToDouble(each -> {
                            double[] belief = calibration == null ? each.belief() : calibration.apply(each.belief());
                            return -Math.log(Math.max(belief[each.stage()], 1e-12));
                        })
                        .average()
                        .orElseThrow();
    }

    private static int leader(Taxonomy taxonomy, Prediction.Told told) {
        double[] belief = taxonomy.sums(told.belief());
        int best = 0;
        for (int s = 1; s < belief.length; s++) {
            best = belief[s] > belief[best] ? s : best;
        }
        return best;
    }

    static String text(String format, @Nullable Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
