package io.desirepath.contracts.condition;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a condition came to.
 *
 * @param truth whether it holds
 * @param evidence the sentences of the leaves that decided: of a conjunction that fails, those that fail
 * @param until from when on it may come to something else although nothing happens; null for never
 */
public record Verdict(
        Truth truth, List<String> evidence, @Nullable Instant until) {
    public Verdict {
        evidence = List.copyOf(evidence);
    }

    /** One that time alone does not change. */
    public Verdict(Truth truth, List<String> evidence) {
        this(truth, evidence, null);
    }

    public boolean holds() {
        return truth == Truth.HOLDS;
    }

    static Verdict of(Truth truth, String sentence) {
        return new Verdict(truth, List.of(sentence));
    }

    static Verdict unknown(String sentence) {
        return of(Truth.UNKNOWN, sentence);
    }

    static Verdict all(Collection<Verdict> verdicts) {
        return decided(verdicts, Truth::and, Truth.FAILS);
    }

    static Verdict any(Collection<Verdict> verdicts) {
        return decided(verdicts, Truth::or, Truth.HOLDS);
    }

    Verdict negated() {
        return new Verdict(truth.not(), evidence, until);
    }

    Verdict until(@Nullable Instant moment) {
        return new Verdict(truth, evidence, moment);
    }

    /**
     * In plain loops, because segments are evaluated for everybody.
     *
     * @param strongest the truth of which one decides, whatever the others are
     */
    private static Verdict decided(Collection<Verdict> verdicts, BinaryOperator<Truth> by, Truth strongest) {
        if (verdicts.size() == 1) {
            return verdicts.iterator().next();
        }
        Truth truth = strongest.not();
        for (Verdict verdict : verdicts) {
            truth = by.apply(truth, verdict.truth);
        }
        Set<String> evidence = new LinkedHashSet<>();
        boolean forGood = false;
        Instant latest = null;
        Instant earliest = null;
        for (Verdict verdict : verdicts) {
            if (verdict.truth == truth) {
                evidence.addAll(verdict.evidence);
                forGood |= verdict.until == null;
                latest = verdict.until != null && (latest == null || verdict.until.isAfter(latest))
                        ? verdict.until
                        : latest;
            }
            earliest = verdict.until != null && (earliest == null || verdict.until.isBefore(earliest))
                    ? verdict.until
                    : earliest;
        }
        // As long as one of those that decide stays as it is; else as long as all do.
        return new Verdict(truth, List.copyOf(evidence), truth == strongest ? (forGood ? null : latest) : earliest);
    }
}
