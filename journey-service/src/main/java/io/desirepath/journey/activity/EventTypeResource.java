package io.desirepath.journey.activity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.activity.ListEventTypes.Item;
import io.desirepath.journey.activity.ListEventTypes.Listing;
import io.desirepath.journey.activity.domain.Vocabulary;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/event-types}: what events mean, and which came that mean nothing yet. */
@Path("/v1/event-types")
@Tag(name = "Event types", description = "What events mean: kind of evidence, touchpoint. Names match in any case")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EventTypeResource {

    private static final int MOST_NAME = 256;

    private final ListEventTypes types;
    private final MapEvents mapEvents;

    EventTypeResource(ListEventTypes types, MapEvents mapEvents) {
        this.types = types;
        this.mapEvents = mapEvents;
    }

    @Schema(name = "EventTypes", description = "A page of event types, in the order of their names in lower case.")
    record Page(
            List<Item> eventTypes,

            @Schema(description = "Unknown events whose names were too many to count one by one (above 10,000).")
            long otherEvents,

            @Nullable String nextPageToken) {}

    @GET
    @Operation(operationId = "listEventTypes", summary = "What each event means, unknown ones included")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @Parameter(
                            description = "Items in one answer, 1 to 1000",
                            schema = @Schema(type = SchemaType.INTEGER, defaultValue = "100"))
                    @QueryParam("pageSize")
                    @DefaultValue("100")
                    PageSize pageSize,
            @Parameter(description = "The nextPageToken of the page before", schema = @Schema(type = SchemaType.STRING))
                    @QueryParam("pageToken")
                    @Nullable
                    PageToken pageToken)
            throws SQLException {
        Listing all = types.all();
        var rest = pageToken == null ? all.items() : all.items().tailMap(key(pageToken), false);
        List<Item> shown = rest.values().stream().limit(pageSize.value()).toList();
        return new Page(
                shown,
                all.others(),
                rest.size() == shown.size()
                        ? null
                        : token(Vocabulary.key(shown.getLast().name())).encoded());
    }

    /** What clients send as the name of an event may have control characters in it, and a token may not. */
    private static PageToken token(String key) {
        return PageToken.after(URLEncoder.encode(key, UTF_8));
    }

    private static String key(PageToken token) {
        try {
            return URLDecoder.decode(PageToken.startOf(token), UTF_8);
        } catch (IllegalArgumentException e) {
            throw PageToken.invalid();
        }
    }

    @GET
    @Path("{name}")
    @Operation(operationId = "readEventType", summary = "What an event means")
    @APIResponse(
            responseCode = "200",
            description = "The event type; its remapping tells how far its history follows the last change",
            content = @Content(schema = @Schema(implementation = Item.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such event was mapped or seen",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Item read(@PathParam("name") String name) throws SQLException {
        Item found = types.all().items().get(Vocabulary.key(name));
        if (found == null) {
            throw ProblemException.of(ProblemType.UNKNOWN_EVENT_TYPE, "No event of this name was mapped or seen");
        }
        return found;
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "mapEventType",
            summary = "Say what an event means",
            description = "For events to come at once on this replica and within seconds on all, and for those that"
                    + " came before by a job that walks the accounts' journeys again. What is left out takes its"
                    + " default.")
    @APIResponse(
            responseCode = "200",
            description = "Mapped, or already so",
            content = @Content(schema = @Schema(implementation = Item.class)))
    @APIResponse(
            responseCode = "400",
            description = "A value that cannot be used; the detail lists the marks there are",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Item put(@PathParam("name") String name, @Nullable EventMapping mapping) throws SQLException {
        if (name.isBlank() || name.length() > MOST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST, "name: 1 to " + MOST_NAME + " characters, none of them control");
        }
        if (mapping == null) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "The body must be a JSON object");
        }
        mapEvents.put(mapping.over(mapEvents.shipped(name)));
        return read(name);
    }

    @DELETE
    @Path("{name}")
    @Operation(
            operationId = "resetEventType",
            summary = "Go back to what ships",
            description = "An event that does not ship is unknown again. The history follows.")
    @APIResponse(responseCode = "204", description = "As it ships")
    @APIResponse(
            responseCode = "404",
            description = "No such event was mapped or seen",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public void delete(@PathParam("name") String name) throws SQLException {
        mapEvents.delete(read(name).name());
    }
}
