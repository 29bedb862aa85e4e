package io.desirepath.journey.stage;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.Taxonomy;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /v1/stages}: the taxonomy, and how many accounts are where. */
@Path("/v1/stages")
@Tag(name = "Journey")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StageResource {

    private final DataSource database;
    private final PostgresJourneys journeys;
    private final CurrentModel models;
    private final StageNames names = StageNames.load();

    StageResource(DataSource database, PostgresJourneys journeys, CurrentModel models) {
        this.database = database;
        this.journeys = journeys;
        this.models = models;
    }

    @Schema(name = "Stages", description = "The stages of a journey, in the order in which it usually unfolds.")
    record Stages(
            List<Described> stages,

            @Schema(description = "The states that the model in use tells apart: six-stages are the stages themselves.")
            String taxonomy,

            @Schema(description = "The states of the taxonomy, in the order in which a journey usually unfolds.")
            List<DescribedState> states) {}

    @Schema(name = "StateDescription", description = "A state that the model tells apart; a stage has one or more.")
    record DescribedState(String name, Stage stage, String description, List<Called> names) {}

    @Schema(name = "StageDescription", description = "A stage of the journey.")
    record Described(
            Stage stage,
            String description,

            @Schema(description = "Accounts held in it, as last published.")
            long accounts,

            @Schema(description = "What others call it; labels may say so.")
            List<Called> names) {}

    @Schema(name = "StageName", description = "What a system calls a stage.")
    record Called(String source, String name) {}

    @GET
    @Operation(
            operationId = "listStages",
            summary = "The stages, and how many accounts are in each",
            description = "Counts the stages as last published: an account that silence alone moves is counted anew"
                    + " within the next sweep.")
    public Stages list() throws SQLException {
        Map<Stage, Long> counts;
        try (Connection c = database.getConnection()) {
            counts = journeys.countByStage(c);
        }
        Taxonomy taxonomy = models.get().filter().model().taxonomy();
        return new Stages(
                Arrays.stream(Stage.values())
                        .map(stage -> new Described(
                                stage, description(stage), counts.getOrDefault(stage, 0L), called(names.of(stage))))
                        .toList(),
                taxonomy.name(),
                taxonomy.states().stream()
                        .map(state -> new DescribedState(
                                state.name(), state.stage(), description(state), called(names.of(taxonomy, state))))
                        .toList());
    }

    private static List<Called> called(List<StageNames.Name> names) {
        return names.stream()
                .map(name -> new Called(name.source(), name.name()))
                .toList();
    }

    /** Of states that are not all of their stage; the stage's own otherwise. */
    private static String description(Taxonomy.State state) {
        return switch (state.name()) {
            case "RESEARCH" -> "Reads and listens, to understand what it needs.";
            case "CONSIDERATION" -> "Compares what is offered with what it needs.";
            case "POST_PURCHASE" -> "Uses what it bought, needs support, and buys again.";
            case "LOYALTY_AND_ADVOCACY" -> "Stays, and says so to others: reviews and referrals.";
            default -> description(state.stage());
        };
    }

    private static String description(Stage stage) {
        return switch (stage) {
            case AWARENESS -> "Learns that there is something worth looking at.";
            case CONSIDERATION -> "Compares what is offered with what it needs.";
            case DECISION -> "Asks for prices, quotes and samples, and settles on an offer.";
            case PURCHASE -> "Orders for the first time, or anew after a decision.";
            case RETENTION -> "Buys again, and uses what it bought.";
            case ADVOCACY -> "Recommends the merchant to others.";
            case DORMANT -> "Has fallen silent for longer than its kind usually does.";
        };
    }
}
