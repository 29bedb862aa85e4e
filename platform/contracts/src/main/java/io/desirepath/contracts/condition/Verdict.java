package io.desirepath.contracts.condition;

import java.util.Collection;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * What a condition came to.
 *
 * @param truth whether it holds
 * @param evidence the sentences of the leaves that decided: of a conjunction that fails, those that fail
 */
public record Verdict(Truth truth, List<String> evidence) {
    public Verdict {
        evidence = List.copyOf(evidence);
    }

    static Verdict of(Truth truth, String sentence) {
        return new Verdict(truth, List.of(sentence));
    }

    static Verdict unknown(String sentence) {
        return of(Truth.UNKNOWN, sentence);
    }

    static Verdict all(Collection<Verdict> verdicts) {
        return decided(verdicts, Truth::and);
    }

    static Verdict any(Collection<Verdict> verdicts) {
        return decided(verdicts, Truth::or);
    }

    Verdict negated() {
        return new Verdict(truth.not(), evidence);
    }

    private static Verdict decided(Collection<Verdict> verdicts, BinaryOperator<Truth> by) {
        Truth truth = verdicts.stream().map(Verdict::truth).reduce(by).orElseThrow();
        return new Verdict(
                truth,
                verdicts.stream()
                        .filter(v -> v.truth == truth)
                        .flatMap(v -> v.evidence.stream())
                        .distinct()
                        .toList());
    }
}
