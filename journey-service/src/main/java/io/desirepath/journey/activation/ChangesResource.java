package io.desirepath.journey.activation;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MembershipChanged;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedFilter;
import io.desirepath.service.feed.FeedPages;
import io.desirepath.service.feed.FeedWait;
import io.desirepath.service.feed.FilteredPage;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /v1/segments/{id}/changes}: who entered and who left, from a cursor, without gaps or repeats. */
@Path("/v1/segments/{id}/changes")
@Tag(name = "Segments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ChangesResource {

    private static final int MAX_LIMIT = 1000;

    /** The expression of the index {@code feed_memberships_by_segment}. */
    private static final String SEGMENT = "(payload ->> 'segmentId')";

    private final ReadMembers members;
    private final FeedPages feeds;
    private final ChangeFeed memberships;

    ChangesResource(ReadMembers members, FeedPages feeds, @Identifier(Feeds.MEMBERSHIPS) ChangeFeed memberships) {
        this.members = members;
        this.feeds = feeds;
        this.memberships = memberships;
    }

    @Schema(name = "SegmentChanges")
    record Changes(
            @Schema(type = SchemaType.ARRAY, implementation = MembershipChanged.class)
            List<JsonNode> changes,

            @Schema(description = "To ask for what comes after these; also without changes it moves on")
            String next) {}

    @GET
    @Operation(
            operationId = "listSegmentChanges",
            summary = "Tells who entered a segment and who left it",
            description =
                    "In the order in which it was found, each change once. The cursor of a snapshot (changesCursor of"
                            + " the members) leads to what comes after it.")
    @APIResponse(
            responseCode = "200",
            description = "The changes after the cursor, and from where to go on",
            content = @Content(schema = @Schema(implementation = Changes.class)))
    @APIResponse(responseCode = "404", description = "UNKNOWN_SEGMENT, also while it is being deleted")
    @APIResponse(
            responseCode = "410",
            description =
                    "CURSOR_EXPIRED: the database was restored. Read the members anew in place of those you have, and"
                            + " go on from their cursor")
    public Changes list(
            @PathParam("id") String segment,
            @Parameter(description = "The next of the answer before, or a changesCursor; empty for the beginning")
                    @QueryParam("after")
                    @DefaultValue("")
                    String after,
            @Parameter(
                            description = "How long to wait if there is no change yet, 0s to 30s",
                            schema = @Schema(type = SchemaType.STRING, defaultValue = "0s"))
                    @QueryParam("wait")
                    @DefaultValue("0s")
                    FeedWait wait,
            @Parameter(description = "Changes in one answer, 1 to 1000") @QueryParam("limit") @DefaultValue("100")
                    int limit)
            throws SQLException, InterruptedException {
        members.subject(segment);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "limit: 1 to " + MAX_LIMIT);
        }
        FilteredPage page = feeds.await(memberships, new FeedFilter(SEGMENT, segment), after, limit, wait.duration());
        return new Changes(page.events().stream().map(FeedEvent::data).toList(), page.next());
    }
}
