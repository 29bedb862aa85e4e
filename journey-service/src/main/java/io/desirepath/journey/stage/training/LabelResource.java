package io.desirepath.journey.stage.training;

import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.stage.training.ImportLabels.Numbered;
import io.desirepath.journey.stage.training.PostgresLabels.StoredLabel;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/journey-labels}: where a CRM, or somebody else who should know, says that accounts stood. */
@Path("/v1/journey-labels")
@Tag(name = "Journey models")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LabelResource {

    private static final int MOST = 10_000;
    private static final String CSV = "text/csv";
    private static final Instant BEGINNING = Instant.parse("1970-01-01T00:00:00Z");

    private final DataSource database;
    private final ImportLabels importLabels;
    private final PostgresLabels labels;

    LabelResource(DataSource database, ImportLabels importLabels, PostgresLabels labels) {
        this.database = database;
        this.importLabels = importLabels;
        this.labels = labels;
    }

    @Schema(name = "JourneyLabels")
    record Labels(
            @Schema(description = "1 to 10000", required = true) @Nullable
            List<@Nullable SentLabel> labels) {}

    @Schema(name = "JourneyLabelPage", description = "A page of labels, in the order of accounts, then times.")
    record Page(List<StoredLabel> labels, @Nullable String nextPageToken) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "importJourneyLabels",
            summary = "Say where accounts stood",
            description =
                    "As JSON, or as text/csv with the header accountId,stage,at; 10,000 labels at most. What is said"
                            + " of an account and moment again replaces what was said before, so that the same can be sent twice."
                            + " Labels that cannot be used are listed in the answer, and the others are stored.")
    @APIResponse(
            responseCode = "200",
            description = "What became of each",
            content = @Content(schema = @Schema(implementation = ImportLabels.Outcome.class)))
    public ImportLabels.Outcome take(@Nullable Labels sent) {
        List<@Nullable SentLabel> all = sent == null ? null : sent.labels();
        if (all == null || all.isEmpty() || all.size() > MOST) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "labels: 1 to " + MOST);
        }
        List<Numbered> numbered = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            SentLabel label = all.get(i);
            numbered.add(new Numbered(i + 1L, label == null ? new SentLabel(null, null, null) : label));
        }
        return importLabels.run(numbered, List.of(), Instant.now());
    }

    @POST
    @Consumes(CSV)
    @Operation(hidden = true)
    public ImportLabels.Outcome takeCsv(
            @RequestBody(content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))) String csv) {
        LabelCsv read = LabelCsv.read(csv);
        if (read.labels().size() + read.broken().size() > MOST) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "At most " + MOST + " labels in one call");
        }
        return importLabels.run(read.labels(), read.broken(), Instant.now());
    }

    @GET
    @Operation(operationId = "listJourneyLabels", summary = "Where accounts were said to have stood")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = Page.class)))
    @APIResponse(
            responseCode = "400",
            description = "A token that is none",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Page list(
            @Parameter(description = "Those of one account only") @QueryParam("accountId") @Nullable String accountId,
            @Parameter(
                            description = "Labels in one answer, 1 to 1000",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "100"))
                    @QueryParam("pageSize")
                    @DefaultValue("100")
                    PageSize pageSize,
            @Parameter(description = "The nextPageToken of the page before", schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("pageToken")
                    @Nullable
                    PageToken pageToken)
            throws SQLException {
        String afterAccount = pageToken == null ? "" : pageToken.key(2).getFirst();
        Instant afterAt = pageToken == null ? BEGINNING : instant(pageToken);
        try (Connection c = database.getConnection()) {
            // One more than fits tells whether there is a next page.
            List<StoredLabel> found = labels.list(c, accountId, afterAccount, afterAt, pageSize.value() + 1);
            List<StoredLabel> shown = found.stream().limit(pageSize.value()).toList();
            return new Page(
                    shown,
                    found.size() == shown.size()
                            ? null
                            : PageToken.after(
                                            shown.getLast().accountId(),
                                            shown.getLast().at().toString())
                                    .encoded());
        }
    }

    private static Instant instant(PageToken token) {
        try {
            return Instant.parse(token.key(2).get(1));
        } catch (DateTimeException e) {
            throw PageToken.invalid();
        }
    }
}
