package io.desirepath.recommendation.ranking.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.catalog.content.domain.ContentItem;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How well a piece of content suits somebody: the product of how well each of its tags does, because a guide for the
 * wrong stage is not saved by being for the right role.
 *
 * @param score above 0, at most 1
 * @param stage how probable it is that the account is in a stage it is for
 * @param persona whether the person is of a persona it is for
 * @param role whether the person has a role it is for, or nobody is known to have it
 * @param family whether it is about what the account has or looks at
 * @param missing the role that nobody is known to have, and that it is for; null if it is not for that
 */
public record ContentMatch(
        ContentItem piece,
        double score,
        double stage,
        double persona,
        double role,
        double family,
        @Nullable BuyingRole missing) {

    /** For all: better than what is for others, worse than what is meant. */
    static final double UNTAGGED = 0.5;
    /** For some, and nobody knows whether this is one of them. */
    static final double UNTOLD = 0.3;
    /** For others. */
    static final double OTHERS = 0.1;
    /** To be passed on to whoever gets the missing role. */
    static final double MISSING = 0.9;

    private static final Comparator<ContentMatch> BEST_FIRST = Comparator.comparingDouble(ContentMatch::score)
            .reversed()
            .thenComparing(match -> match.piece().id());

    /**
     * Who the content is for.
     *
     * @param belief the probability of each stage; null if it is not known
     * @param persona the id of the person's persona; null if none is known
     * @param role the person's role; null if none is known
     * @param missing the roles that the account's stage needs and nobody is known to have, the most needed first
     * @param families of products that the account has or looks at; empty if none is known
     */
    public record Reader(
            @Nullable Map<Stage, Double> belief,
            @Nullable String persona,
            @Nullable BuyingRole role,
            List<BuyingRole> missing,
            Set<String> families) {}

    /**
     * Content for a reader, the best first, ties in the order of the ids.
     *
     * @param most so many at most
     */
    public static List<ContentMatch> best(List<ContentItem> pieces, Reader reader, int most) {
        return pieces.stream()
                .map(piece -> of(piece, reader))
                .sorted(BEST_FIRST)
                .limit(most)
                .toList();
    }

    static ContentMatch of(ContentItem piece, Reader reader) {
        double stage = stage(piece.stages(), reader.belief());
        double persona = told(piece.personas(), reader.persona());
        double family = families(piece.families(), reader.families());
        BuyingRole missing = reader.missing().stream()
                .filter(piece.roles()::contains)
                .findFirst()
                .orElse(null);
        double own = told(piece.roles(), reader.role());
        // What the person's own role is for is for the person, whoever else is missing.
        boolean forGap = missing != null && own < MISSING;
        double role = forGap ? MISSING : own;
        double score = stage * persona * role * family;
        return new ContentMatch(piece, score, stage, persona, role, family, forGap ? missing : null);
    }

    private static double stage(Set<Stage> tags, @Nullable Map<Stage, Double> belief) {
        if (tags.isEmpty()) {
            return UNTAGGED;
        }
        if (belief == null) {
            return UNTOLD;
        }
        double probability = tags.stream()
                .mapToDouble(tag -> Objects.requireNonNullElse(belief.get(tag), 0d))
                .sorted()
                .sum();
        return Math.clamp(probability, 0.001, 1);
    }

    private static <T> double told(Set<T> tags, @Nullable T value) {
        if (tags.isEmpty()) {
            return UNTAGGED;
        }
        if (value == null) {
            return UNTOLD;
        }
        return tags.contains(value) ? 1 : OTHERS;
    }

    private static double families(Set<String> tags, Set<String> known) {
        if (tags.isEmpty()) {
            return UNTAGGED;
        }
        if (known.isEmpty()) {
            return UNTOLD;
        }
        return tags.stream().anyMatch(known::contains) ? 1 : OTHERS;
    }
}
