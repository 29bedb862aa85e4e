package io.desirepath.journey.stage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.StageModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stage model that ships: what experts expect before any data has been seen, in a file that people can read. */
public final class ExpertPrior {
    private static final String RESOURCE = "/models/b2b-expert-1.json";

    private ExpertPrior() {}

    /**
     * Reads the file from the class path.
     *
     * @throws IllegalStateException if it is missing
     * @throws UncheckedIOException if it is not what it should be
     * @throws IllegalArgumentException if its numbers do not make a model
     */
    public static StageModel load() {
        try (InputStream json = ExpertPrior.class.getResourceAsStream(RESOURCE)) {
            if (json == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return new ObjectMapper().readValue(json, PriorFile.class).model();
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    private record PriorFile(
            String version,
            String comment,
            Map<Stage, Map<Mark, Double>> eventsPerDay,
            Map<Stage, Double> dwellDays,
            Map<Stage, Map<Stage, Double>> jumps,
            Map<Stage, Double> start,
            @Nullable Map<BuyingRole, Map<Stage, Double>> roleFactors) {
        StageModel model() {
            return new StageModel(
                    version,
                    eventsPerDay,
                    dwellDays,
                    jumps,
                    start,
                    roleFactors == null ? Map.of() : roleFactors,
                    EnumSet.allOf(Mark.class));
        }
    }
}
