package io.desirepath.recommendation.catalog;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Versions of declared things as ETags (RFC 9110, section 13). */
public final class Versions {

    /** The version of something that is there, or that there is nothing. */
    public record Present(boolean exists, long revision) {}

    private Versions() {}

    /** Whether the request's If-Match and If-None-Match allow a change of what is there. */
    public static boolean allow(Request request, Present present) {
        return (present.exists()
                        ? request.evaluatePreconditions(tag(present.revision()))
                        : request.evaluatePreconditions())
                == null;
    }

    /** The answer to a read: 304 if the client has it already. */
    public static Response read(Request request, Object view, long revision) {
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag(revision));
        if (unchanged == null) {
            return Response.ok(view).tag(tag(revision)).build();
        }
        Response answer = unchanged.build();
        if (answer.getStatus() == Response.Status.PRECONDITION_FAILED.getStatusCode()) {
            throw failed();
        }
        return answer;
    }

    /**
     * The answer to a write.
     *
     * @param path under which lists of such things are read; relative, because only the gateway knows its address
     */
    public static Response written(boolean created, String path, String id, Object view, long revision) {
        Response.ResponseBuilder answer = created
                ? Response.status(Response.Status.CREATED).header(HttpHeaders.LOCATION, path + "/" + encoded(id))
                : Response.ok();
        return answer.entity(view).tag(tag(revision)).build();
    }

    /** What is thrown where {@link #allow} says no. */
    public static ProblemException failed() {
        return ProblemException.of(ProblemType.PRECONDITION_FAILED, "It is not in the version that the request names");
    }

    private static EntityTag tag(long revision) {
        return new EntityTag(Long.toString(revision));
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
