package io.desirepath.recommendation.ranking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.AccountContext.Person;
import io.desirepath.recommendation.ranking.domain.RequiredRoles;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which roles an account's buying group lacks. */
@ApplicationScoped
public class BuyingGroupNeeds {

    private static final String FILE = "/buyinggroup/required-roles.json";

    private final RequiredRoles required = load();
    private final double minConfidence;

    BuyingGroupNeeds(RankingConfig config) {
        this.minConfidence = config.minRoleConfidence();
    }

    /** Empty if nothing can be said. */
    public List<BuyingRole> missing(AccountContext account) {
        if (account.standing() == null) {
            return List.of();
        }
        Set<BuyingRole> known = EnumSet.noneOf(BuyingRole.class);
        for (Person person : account.people()) {
            if (person.role() != null && person.roleConfidence() >= minConfidence) {
                known.add(person.role());
            }
        }
        return required.missing(account.standing().stage(), known);
    }

    private static RequiredRoles load() {
        try (InputStream stream = BuyingGroupNeeds.class.getResourceAsStream(FILE)) {
            JsonNode stages = new ObjectMapper()
                    .readTree(Objects.requireNonNull(stream, FILE))
                    .path("stages");
            Map<Stage, Set<BuyingRole>> needs = new EnumMap<>(Stage.class);
            for (Stage stage : Stage.values()) {
                Set<BuyingRole> roles = EnumSet.noneOf(BuyingRole.class);
                stages.path(stage.name()).fieldNames().forEachRemaining(role -> roles.add(BuyingRole.valueOf(role)));
                needs.put(stage, roles);
            }
            return new RequiredRoles(needs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
