package io.desirepath.recommendation.ranking.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something to read or to watch, with whom it is for. An empty set of tags means: for all.
 *
 * @param type what it is called in a sentence: guide, case study, webinar
 * @param url where it is; null if the storefront knows
 * @param stages of the journey that it is for
 * @param personas ids of the personas that it is for
 * @param roles in the buying group that it is for
 * @param families of products that it is about
 */
public record ContentPiece(
        String id,
        String title,
        String type,
        @Nullable String url,
        Set<Stage> stages,
        Set<String> personas,
        Set<BuyingRole> roles,
        Set<String> families) {
    public ContentPiece {
        stages = Set.copyOf(stages);
        personas = Set.copyOf(personas);
        roles = Set.copyOf(roles);
        families = Set.copyOf(families);
    }
}
