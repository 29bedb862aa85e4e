package io.desirepath.recommendation.ranking;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.ranking.domain.Mix;
import io.desirepath.recommendation.ranking.domain.Placement;
import io.desirepath.recommendation.ranking.domain.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The strategies that come with the service: files whose content, once released, never changes, but for a new version. */
@ApplicationScoped
public class Strategies {

    private static final String DEFAULT = "/strategies/default-1.json";

    private record File(String version, Map<String, SlotsFile> placements) {}

    private record SlotsFile(List<Kind> fill, Map<Kind, Double> noStage, Map<Stage, Map<Kind, Double>> stages) {}

    private final Strategy byDefault = load(DEFAULT);

    /** The strategy in use. */
    public Strategy present() {
        return byDefault;
    }

    private static Strategy load(String resource) {
        ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        try (InputStream stream = Strategies.class.getResourceAsStream(resource)) {
            File file = json.readValue(Objects.requireNonNull(stream, resource), File.class);
            Map<Placement, Strategy.Slots> placements = new EnumMap<>(Placement.class);
            file.placements().forEach((name, slots) -> placements.put(Placement.fromWireName(name), slots(slots)));
            return new Strategy(file.version(), placements);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Strategy.Slots slots(SlotsFile file) {
        Map<Stage, Mix> stages = new EnumMap<>(Stage.class);
        file.stages().forEach((stage, shares) -> stages.put(stage, new Mix(shares)));
        return new Strategy.Slots(file.fill(), new Mix(file.noStage()), stages);
    }
}
