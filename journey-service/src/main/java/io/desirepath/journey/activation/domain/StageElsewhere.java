package io.desirepath.journey.activation.domain;

import io.desirepath.contracts.Stage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What another system calls a stage, so that an account can be given to it. Of several names it is the furthest; a stage
 * without one has that of the stage before it, and {@link Stage#DORMANT} has none.
 */
public final class StageElsewhere {

    private final Map<Stage, String> names = new EnumMap<>(Stage.class);

    /** @param names of a stage in that system, the furthest last */
    public StageElsewhere(Function<Stage, List<String>> names) {
        String last = null;
        for (Stage stage : Stage.values()) {
            if (stage != Stage.DORMANT) {
                List<String> own = names.apply(stage);
                last = own.isEmpty() ? last : own.getLast();
                if (last != null) {
                    this.names.put(stage, last);
                }
            }
        }
    }

    public Optional<String> name(Stage stage) {
        return Optional.ofNullable(names.get(stage));
    }
}
