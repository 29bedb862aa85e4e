package io.desirepath.persona.buyinggroup.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whom a buying group needs at each stage. */
public final class RequiredRoles {

    /** @param why what cannot be done without the role, for a person to read */
    public record MissingRole(BuyingRole role, String why) {}

    private final Map<Stage, Map<BuyingRole, String>> needs;

    /** @param needs for every stage the roles, each with what cannot be done without it */
    public RequiredRoles(Map<Stage, Map<BuyingRole, String>> needs) {
        Map<Stage, Map<BuyingRole, String>> copy = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            Map<BuyingRole, String> roles = needs.get(stage);
            if (roles == null) {
                throw new IllegalArgumentException("nobody says whom the stage " + stage + " needs");
            }
            Map<BuyingRole, String> sorted = new EnumMap<>(BuyingRole.class);
            sorted.putAll(roles);
            copy.put(stage, sorted);
        }
        this.needs = copy;
    }

    /**
     * @param present the roles in the group, each with the confidence of the member who most surely plays it
     * @param minConfidence below which a guess does not fill a role
     */
    public List<MissingRole> missing(Stage stage, Map<BuyingRole, Double> present, double minConfidence) {
        return needs.getOrDefault(stage, Map.of()).entrySet().stream()
                .filter(need -> present.getOrDefault(need.getKey(), 0.0) < minConfidence)
                .map(need -> new MissingRole(need.getKey(), why(need.getValue(), present.get(need.getKey()))))
                .toList();
    }

    private static String why(String need, @org.jspecify.annotations.Nullable Double guess) {
        return guess == null
                ? need
                : need + String.format(Locale.ROOT, " The best guess has a confidence of %.2f only.", guess);
    }
}
