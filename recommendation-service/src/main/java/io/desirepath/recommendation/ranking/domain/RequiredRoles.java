package io.desirepath.recommendation.ranking.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a buying group needs at each stage; the same table as that of persona-service.
 *
 * @param needs for every stage the roles
 */
public record RequiredRoles(Map<Stage, Set<BuyingRole>> needs) {
    public RequiredRoles {
        needs = Map.copyOf(needs);
    }

    /**
     * The roles that are needed and that nobody is known to have.
     *
     * @param stage null if it is not known: then nothing is missing
     * @param known the roles of the account's people; empty if nothing is known of its people, when nothing can be said
     *     to be missing either
     */
    public List<BuyingRole> missing(@Nullable Stage stage, Set<BuyingRole> known) {
        if (stage == null || known.isEmpty()) {
            return List.of();
        }
        Set<BuyingRole> missing = EnumSet.noneOf(BuyingRole.class);
        missing.addAll(needs.getOrDefault(stage, Set.of()));
        missing.removeAll(known);
        return List.copyOf(missing);
    }
}
