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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code GET /internal/feeds/{name}}: the pages of the feeds that this service owns, with long-polling. */
@Path("/internal/feeds")
public class FeedResource {

    private static final int MAX_LIMIT = 1000;
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);
    /** How soon to look again when a running transaction hides what is already committed. */
    private static final Duration HIDDEN_RETRY = Duration.ofMillis(20);

    private static final Pattern SECONDS = Pattern.compile("(\\d{1,3})s");

    private final DataSource database;
    private final FeedListener listener;
    private final List<ChangeFeed> feeds;

    FeedResource(DataSource database, FeedListener listener, @All List<ChangeFeed> feeds) {
        this.database = database;
        this.listener = listener;
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
            @QueryParam("wait") @DefaultValue("0s") String wait)
            throws SQLException, InterruptedException, JsonProcessingException {
        ChangeFeed feed = feeds.stream()
                .filter(f -> f.name().equals(name))
                .findAny()
                .orElseThrow(() -> ProblemException.of(ProblemType.NOT_FOUND, "There is no feed '" + name + "'"));
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "limit: 1 to " + MAX_LIMIT);
        }
        FeedCursor cursor = FeedCursor.parse(after, listener.epoch());
        FeedPage page = awaitPage(feed, cursor, limit, Instant.now().plus(seconds(wait)));
        return Response.ok(FeedJson.MAPPER.writeValueAsBytes(page.events()), FeedEvent.MEDIA_TYPE)
                .header(FeedEvent.NEXT_CURSOR_HEADER, page.next())
                .header(FeedEvent.PENDING_HEADER, page.pending())
                .build();
    }

    private void requireCurrent(FeedCursor cursor) {
        if (cursor.epoch() != listener.epoch()) {
            throw ProblemException.of(
                    ProblemType.CURSOR_EXPIRED, "The database began a new epoch: start over with an empty cursor");
        }
    }

    private FeedPage awaitPage(ChangeFeed feed, FeedCursor cursor, int limit, Instant deadline)
            throws SQLException, InterruptedException {
        FeedSignals signals = listener.signals();
        while (true) {
            // Also after a wait: the database may have been replaced meanwhile.
            requireCurrent(cursor);
            long version = signals.version(feed.name());
            FeedPage page;
            boolean hidden;
            // The connection goes back before the wait: a waiting reader costs a parked virtual thread.
            try (Connection c = database.getConnection()) {
                page = feed.page(c, cursor, limit);
                hidden = page.events().isEmpty() && feed.hidesRowsAfter(c, cursor);
            }
            Duration left = Duration.between(Instant.now(), deadline);
            if (!page.events().isEmpty() || signals.isStopped() || left.isNegative() || left.isZero()) {
                return page;
            }
            signals.await(feed.name(), version, hidden && left.compareTo(HIDDEN_RETRY) > 0 ? HIDDEN_RETRY : left);
        }
    }

    private static Duration seconds(String wait) {
        Matcher form = SECONDS.matcher(wait);
        Duration duration = form.matches() ? Duration.ofSeconds(Long.parseLong(form.group(1))) : null;
        if (duration == null || duration.compareTo(MAX_WAIT) > 0) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "wait: 0s to 30s");
        }
        return duration;
    }
}
