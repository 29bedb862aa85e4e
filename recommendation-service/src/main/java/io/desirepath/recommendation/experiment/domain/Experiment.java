package io.desirepath.recommendation.experiment.domain;

import io.desirepath.contracts.AccountId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts get what, and how it is decided which is better. While it runs it does not change.
 *
 * @param salt 1 to 64 characters: with another one, other accounts get each variant
 * @param placements their names on the wire; at least one
 * @param traffic the share of all accounts that take part, above 0, at most 1
 * @param variants the control first; their shares add up to 1
 * @param minimumEffect the smallest relative difference that is worth finding, above 0: how many accounts it takes
 *     follows from it
 */
public record Experiment(
        String id,
        String salt,
        Set<String> placements,
        double traffic,
        List<Variant> variants,
        Metric metric,
        double minimumEffect) {

    private static final int MOST_VARIANTS = 10;
    private static final int MOST_SALT = 64;
    private static final double ROUNDING = 1e-6;

    public Experiment {
        placements = Set.copyOf(placements);
        variants = List.copyOf(variants);
        require(!salt.isBlank() && salt.length() <= MOST_SALT, "salt: must have 1 to 64 characters, not only blanks");
        require(!placements.isEmpty(), "placements: must name at least one");
        require(traffic > 0 && traffic <= 1, "traffic: must be above 0, at most 1");
        require(
                variants.size() >= 2 && variants.size() <= MOST_VARIANTS,
                "variants: must be 2 to " + MOST_VARIANTS + ", the control first");
        require(
                Math.abs(variants.stream().mapToDouble(Variant::share).sum() - 1) < ROUNDING,
                "variants: the shares must add up to 1");
        Set<String> names = new HashSet<>();
        variants.forEach(
                variant -> require(names.add(variant.name()), "variants: '" + variant.name() + "' is there twice"));
        require(minimumEffect > 0 && minimumEffect <= 1, "minimumEffect: must be above 0, at most 1");
    }

    public Variant control() {
        return variants.getFirst();
    }

    /** The variant of that name; null if there is none. */
    public @Nullable Variant variant(String name) {
        return variants.stream()
                .filter(variant -> variant.name().equals(name))
                .findAny()
                .orElse(null);
    }

    /** What the account gets; empty if it does not take part. */
    public Optional<Variant> of(AccountId account) {
        double position = Assignment.position(salt, account) / traffic;
        if (position >= 1) {
            return Optional.empty();
        }
        double from = 0;
        for (Variant variant : variants) {
            from += variant.share();
            if (position < from) {
                return Optional.of(variant);
            }
        }
        return Optional.of(variants.getLast());
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
