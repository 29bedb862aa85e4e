package io.desirepath.recommendation.feedback;

import io.desirepath.contracts.ProblemType;
import io.desirepath.recommendation.feedback.domain.PerformanceTally.Dimension;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/recommendations/performance}. */
@Path("/v1/recommendations/performance")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Recommendations")
public class PerformanceResource {

    private static final Duration USUAL = Duration.ofDays(30);

    private final MeasurePerformance measurePerformance;

    PerformanceResource(MeasurePerformance measurePerformance) {
        this.measurePerformance = measurePerformance;
    }

    @GET
    @Operation(
            operationId = "getRecommendationPerformance",
            summary = "Says how the lists of a period did",
            description = "Views and clicks come from the events Recommendation Viewed and Recommendation Clicked with"
                    + " recommendationId, and position or productId. A line of an order is credited to the list that it"
                    + " names itself (recommendationId on the line or the order), else to the last click on the product"
                    + " in the 14 days before, or view of it in the day before; a refund takes the credit back. Nothing"
                    + " is stored, so that late orders count the next time. Lists are kept for 180 days.")
    @APIResponse(
            responseCode = "200",
            description = "The performance",
            content = @Content(schema = @Schema(implementation = Performance.class)))
    @APIResponse(responseCode = "400", description = "INVALID_REQUEST or UNKNOWN_PARAMETER")
    public Performance measure(
            @Parameter(
                            description = "The first moment of the period; 30 days before its end if left out",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(
                            description = "The moment after the period; now if left out",
                            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Parameter(
                            description = "What the numbers are grouped by",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"placement", "kind", "stage", "strategy"}))
                    @QueryParam("by")
                    @DefaultValue("placement")
                    String by)
            throws SQLException {
        Dimension dimension = dimension(by);
        Instant end = to == null ? Instant.now() : time("to", to);
        Instant start = from == null ? end.minus(USUAL) : time("from", from);
        if (!start.isBefore(end)) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "from: must be before to");
        }
        return new Performance(start, end, by, measurePerformance.measure(start, end, dimension));
    }

    private static Dimension dimension(String by) {
        for (Dimension dimension : Dimension.values()) {
            if (dimension.name().toLowerCase(Locale.ROOT).equals(by)) {
                return dimension;
            }
        }
        throw ProblemException.of(ProblemType.INVALID_REQUEST, "by: must be placement, kind, stage or strategy");
    }

    private static Instant time(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST, name + ": must be a time of the form 2026-01-31T12:00:00Z");
        }
    }
}
