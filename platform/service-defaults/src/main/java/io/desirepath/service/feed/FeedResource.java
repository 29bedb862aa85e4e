package io.desirepath.service.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code GET /internal/feeds/{name}}: the pages of the feeds that this service owns, with long-polling. */
@Path("/internal/feeds")
public class FeedResource {

    private static final int MAX_LIMIT = 1000;

    private final FeedPages pages;
    private final List<ChangeFeed> feeds;

    FeedResource(FeedPages pages, @All List<ChangeFeed> feeds) {
        this.pages = pages;
        this.feeds = feeds;
    }

    @GET
    @Path("{name}")
    @Produces(FeedEvent.MEDIA_TYPE)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response read(
            @PathParam("name") String name,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("1000") int limit,
            @QueryParam("wait") @DefaultValue("0s") FeedWait wait)
            throws SQLException, InterruptedException, JsonProcessingException {
        ChangeFeed feed = feeds.stream()
                .filter(f -> f.name().equals(name))
                .findAny()
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no feed '" + name + "'"));
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "limit: 1 to " + MAX_LIMIT);
        }
        FeedPage page =
                pages.await(feed, pages.cursor(after), limit, Instant.now().plus(wait.duration()));
        return Response.ok(FeedJson.MAPPER.writeValueAsBytes(page.events()), FeedEvent.MEDIA_TYPE)
                .header(FeedEvent.NEXT_CURSOR_HEADER, page.next())
                .header(FeedEvent.PENDING_HEADER, page.pending())
                .build();
    }
}
