package io.desirepath.persona.persona.domain;

import io.desirepath.contracts.PersonaId;
import io.desirepath.contracts.condition.Facts;
import io.desirepath.contracts.condition.Truth;
import io.desirepath.contracts.condition.Verdict;
import io.desirepath.persona.persona.domain.Likelihood.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How probable each persona is for a contact: the softmax of their scores and of 0, which is "none of them" (multinomial
 * logit with a base alternative, McFadden 1974). A score is the persona's base and the weights of the lines that hold;
 * what is not known weighs nothing.
 *
 * @param likelihoods of every persona, the most probable first
 * @param none the probability of none of them; all probabilities sum to 1
 */
public record PersonaOdds(List<Likelihood> likelihoods, double none) {

    /** @param version of the persona's definition */
    public record Candidate(PersonaId persona, int version, Scorecard scorecard) {}

    private record Scored(Candidate candidate, double score, List<Reason> reasons) {}

    public PersonaOdds {
        likelihoods = List.copyOf(likelihoods);
    }

    public static PersonaOdds of(List<Candidate> personas, Facts facts) {
        List<Scored> scored =
                personas.stream().map(candidate -> score(candidate, facts)).toList();
        // Subtracting the largest score changes no ratio, and keeps the exponentials finite.
        double top =
                Math.max(0, scored.stream().mapToDouble(Scored::score).max().orElse(0));
        double none = Math.exp(-top);
        double sum = none
                + scored.stream().mapToDouble(s -> Math.exp(s.score() - top)).sum();
        List<Likelihood> likelihoods = scored.stream()
                .map(s -> new Likelihood(
                        s.candidate().persona(), s.candidate().version(), Math.exp(s.score() - top) / sum, s.reasons()))
                .sorted(Comparator.comparingDouble(Likelihood::probability)
                        .reversed()
                        .thenComparing(Likelihood::persona))
                .toList();
        return new PersonaOdds(likelihoods, none / sum);
    }

    /** The most probable persona; null if it is more probable that the contact is none of them. */
    public @Nullable Likelihood best() {
        return likelihoods.isEmpty() || likelihoods.getFirst().probability() <= none ? null : likelihoods.getFirst();
    }

    private static Scored score(Candidate candidate, Facts facts) {
        double score = candidate.scorecard().base();
        List<Reason> reasons = new ArrayList<>();
        for (ScoreLine line : candidate.scorecard().lines()) {
            Verdict verdict = line.condition().evaluate(facts);
            if (verdict.truth() == Truth.HOLDS) {
                score += line.weight();
                reasons.add(new Reason(line.says(), line.weight(), verdict.evidence()));
            }
        }
        reasons.sort(Comparator.comparingDouble((Reason reason) -> Math.abs(reason.weight()))
                .reversed());
        return new Scored(candidate, score, reasons);
    }
}
