package io.desirepath.service.version;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Answers that carry a resource and, as their ETag, its version. */
public final class VersionedAnswers {

    private VersionedAnswers() {}

    /** 200 with the resource, or 304 if the client has this revision. */
    public static Response found(Object resource, long revision, @Nullable EntityTags ifNoneMatch) {
        Response.ResponseBuilder answer = ifNoneMatch != null && ifNoneMatch.matchesWeakly(revision)
                ? Response.notModified()
                : Response.ok(resource);
        return answer.header(HttpHeaders.ETAG, EntityTags.of(revision)).build();
    }

    /**
     * What a PUT answers: 200 with the resource, or 201 with a Location too if it was created.
     *
     * @param collection the path that lists such resources; the Location is relative, because only the gateway knows
     *     under which address it is seen
     */
    public static Response written(boolean created, Object resource, long revision, String collection, String id) {
        Response.ResponseBuilder answer = created
                ? Response.status(Response.Status.CREATED).header(HttpHeaders.LOCATION, collection + "/" + encoded(id))
                : Response.ok();
        return answer.entity(resource)
                .header(HttpHeaders.ETAG, EntityTags.of(revision))
                .build();
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
