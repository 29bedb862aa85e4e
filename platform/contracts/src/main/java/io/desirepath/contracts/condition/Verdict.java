package io.desirepath.contracts.condition;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
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

    /** @param strongest the truth of which one decides, whatever the others are */
    private static Verdict decided(Collection<Verdict> verdicts, BinaryOperator<Truth> by, Truth strongest) {
        Truth truth = verdicts.stream().map(Verdict::truth).reduce(by).orElseThrow();
        List<Verdict> deciding = verdicts.stream().filter(v -> v.truth == truth).toList();
        return new Verdict(
                truth,
                deciding.stream().flatMap(v -> v.evidence.stream()).distinct().toList(),
                truth == strongest ? latest(deciding) : earliest(verdicts));
    }

    /** As long as one of them stays as it is. */
    private static @Nullable Instant latest(Collection<Verdict> verdicts) {
        return verdicts.stream().anyMatch(v -> v.until == null)
                ? null
                : verdicts.stream()
                        .map(v -> Objects.requireNonNull(v.until))
                        .max(Instant::compareTo)
                        .orElseThrow();
    }

    /** As long as all of them stay as they are. */
    private static @Nullable Instant earliest(Collection<Verdict> verdicts) {
        return verdicts.stream()
                .map(Verdict::until)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
