package io.desirepath.recommendation.experiment.domain;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What some of an experiment's accounts get.
 *
 * @param share of the experiment's accounts, above 0
 * @param strategy by which their lists are made; null if they are held out: they get what trends, like everybody
 */
public record Variant(String name, double share, @Nullable StrategyVersionName strategy) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}");

    /** A version of a strategy, which never changes. */
    public record StrategyVersionName(String name, int version) {

        /** As answers name it. */
        public String wireName() {
            return name + "-" + version;
        }
    }

    public Variant {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "variants.name: must be 1 to 64 letters, digits, blanks, dots, hyphens and underscores");
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("variants.share: must be above 0, at most 1");
        }
    }
}
