package io.desirepath.recommendation.ranking.domain;

import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Something that a list may show.
 *
 * @param weight what it is sorted by within its kind: its score, times the factor of a rule
 * @param family alike ones share it; null if it is not known
 * @param rule the merchandising rule that moved it; null if none did
 */
public record Option(
        Item item,
        double weight,
        @Nullable String family,
        @Nullable Rule rule) {

    /** A product or a piece of content. */
    public sealed interface Item {

        Kind kind();

        /** Above 0, at most 1; comparable within a kind. */
        double score();

        /** Equal for what must not be shown twice in one list. */
        Object identity();

        /** A product as a candidate of a kind. */
        record Product(Candidate candidate) implements Item {
            @Override
            public Kind kind() {
                return candidate.kind();
            }

            @Override
            public double score() {
                return candidate.score();
            }

            @Override
            public Object identity() {
                return candidate.product();
            }
        }

        /** Something to read or to watch. */
        record Content(ContentMatch match) implements Item {
            @Override
            public Kind kind() {
                return Kind.CONTENT;
            }

            @Override
            public double score() {
                return match.score();
            }

            @Override
            public Object identity() {
                return match.piece().id();
            }
        }
    }

    public Option(Item item, @Nullable String family) {
        this(item, item.score(), family, null);
    }

    public Kind kind() {
        return item.kind();
    }

    boolean isBuried() {
        return rule != null && rule.action() == Rule.Action.BURY;
    }

    Option movedBy(Rule by) {
        return new Option(item, by.action() == Rule.Action.BOOST ? weight * by.factor() : weight, family, by);
    }
}
