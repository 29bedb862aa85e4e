package io.desirepath.journey.stage;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.StageModel;
import io.desirepath.journey.stage.domain.Taxonomy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stage models that ship: what experts expect before any data has been seen, in files that people can read. */
public final class ExpertPrior {
    private static final String SIX_STAGES = "/models/b2b-expert-1.json";
    private static final String SEVEN_STAGES = "/models/b2b-expert-seven-1.json";

    private ExpertPrior() {}

    /** Of the default taxonomy. */
    public static StageModel load() {
        return load(Taxonomy.SIX_STAGES);
    }

    /**
     * Reads the taxonomy's file from the class path.
     *
     * @throws IllegalStateException if it is missing
     * @throws UncheckedIOException if it is not what it should be
     * @throws IllegalArgumentException if its numbers do not make a model of the taxonomy
     */
    public static StageModel load(Taxonomy taxonomy) {
        String resource = taxonomy.equals(Taxonomy.SEVEN_STAGES) ? SEVEN_STAGES : SIX_STAGES;
        try (InputStream json = ExpertPrior.class.getResourceAsStream(resource)) {
            if (json == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new ObjectMapper().readValue(json, PriorFile.class).model(taxonomy);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    private record PriorFile(
            String version,
            @Nullable String taxonomy,
            String comment,
            Map<String, Map<Mark, Double>> eventsPerDay,
            Map<String, Double> dwellDays,
            Map<String, Map<String, Double>> jumps,
            Map<String, Double> start,
            @Nullable Map<BuyingRole, Map<String, Double>> roleFactors) {
        StageModel model(Taxonomy of) {
            return new StageModel(
                    version,
                    of,
                    eventsPerDay,
                    dwellDays,
                    jumps,
                    start,
                    roleFactors == null ? Map.of() : roleFactors,
                    EnumSet.allOf(Mark.class));
        }
    }
}
