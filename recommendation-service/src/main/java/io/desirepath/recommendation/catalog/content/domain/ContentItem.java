package io.desirepath.recommendation.catalog.content.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something to read, to see or to attend. An empty set of tags says nothing: the item suits everybody there.
 *
 * @param language BCP 47
 * @param stages of the journey that it suits
 * @param personas that it is written for
 * @param roles in the buying group that it is written for
 * @param families of products that it is about
 * @param from null: always was
 * @param until null: always will be; the moment itself no longer belongs to it
 */
public record ContentItem(
        String id,
        ContentType type,
        String title,
        @Nullable String summary,
        @Nullable String url,
        @Nullable String imageUrl,
        @Nullable String language,
        Set<Stage> stages,
        Set<String> personas,
        Set<BuyingRole> roles,
        Set<String> families,
        @Nullable Instant from,
        @Nullable Instant until) {

    public ContentItem {
        stages = Set.copyOf(stages);
        personas = Set.copyOf(personas);
        roles = Set.copyOf(roles);
        families = Set.copyOf(families);
    }

    public boolean isValidAt(Instant at) {
        return (from == null || !at.isBefore(from)) && (until == null || at.isBefore(until));
    }
}
