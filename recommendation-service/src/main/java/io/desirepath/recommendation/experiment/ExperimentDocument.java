package io.desirepath.recommendation.experiment;

import io.desirepath.recommendation.experiment.domain.Experiment;
import io.desirepath.recommendation.experiment.domain.Metric;
import io.desirepath.recommendation.experiment.domain.Variant;
import io.desirepath.recommendation.experiment.domain.Variant.StrategyVersionName;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as the merchant describes it.
 *
 * @param name for people; the id if left out
 * @param placements where it counts
 * @param traffic the share of all accounts that take part, above 0, at most 1; 1 if left out
 * @param variants the control first; the shares add up to 1
 * @param metric what decides; REVENUE if left out
 * @param minimumEffect the smallest relative difference worth finding; 0.05 if left out
 * @param salt with another one, other accounts get each variant; the id if left out
 */
@Schema(name = "ExperimentDocument")
public record ExperimentDocument(
        @Nullable String name,
        @Nullable List<String> placements,
        @Nullable Double traffic,
        @Nullable List<VariantDocument> variants,
        @Nullable Metric metric,
        @Nullable Double minimumEffect,
        @Nullable String salt) {

    private static final double USUAL_EFFECT = 0.05;
    private static final int MOST_NAME = 200;

    /**
     * @param strategy the name of the strategy; left out if the variant is held out
     * @param version of the strategy
     * @param holdout whether the variant gets what trends, like everybody
     */
    @Schema(name = "ExperimentVariant")
    public record VariantDocument(
            @Nullable String name,
            @Nullable Double share,
            @Nullable String strategy,
            @Nullable Integer version,
            @Nullable Boolean holdout) {

        Variant variant() {
            StrategyVersionName named =
                    strategy == null || version == null ? null : new StrategyVersionName(strategy, version);
            if ((named == null) != Boolean.TRUE.equals(holdout) || (strategy == null) != (version == null)) {
                throw new IllegalArgumentException(
                        "variants: each has either a strategy and its version, or \"holdout\": true");
            }
            return new Variant(required("variants.name", name), required("variants.share", share), named);
        }
    }

    /** @throws IllegalArgumentException naming the field that cannot be used */
    Experiment experiment(String id) {
        if (name != null && (name.isBlank() || name.length() > MOST_NAME)) {
            throw new IllegalArgumentException("name: must have 1 to " + MOST_NAME + " characters, not only blanks");
        }
        return new Experiment(
                id,
                salt == null ? id : salt,
                new HashSet<>(each("placements", placements)),
                traffic == null ? 1 : traffic,
                each("variants", variants).stream()
                        .map(VariantDocument::variant)
                        .toList(),
                metric == null ? Metric.REVENUE : metric,
                minimumEffect == null ? USUAL_EFFECT : minimumEffect);
    }

    private static <T> List<T> each(String field, @Nullable List<T> values) {
        List<T> there = required(field, values);
        if (there.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(field + ": must not hold null");
        }
        return there;
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + ": is missing");
        }
        return Objects.requireNonNull(value);
    }
}
