package io.desirepath.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.page.InvalidPageTokenException;
import io.desirepath.service.request.RequestId;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns everything that can go wrong in a request into {@code application/problem+json} (RFC 9457). */
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        LOG.debugf("%s: %s", e.type(), e.detail());
        return response(e.type(), e.detail());
    }

    /** Of a token whose form is right, and which another list gave: only the list itself finds that out. */
    @ServerExceptionMapper
    public Response invalidPageToken(InvalidPageTokenException e) {
        return response(ProblemType.INVALID_REQUEST, e.getMessage());
    }

    @ServerExceptionMapper(priority = 1)
    public Response mismatchedInput(MismatchedInputException e) {
        return json(e);
    }

    @ServerExceptionMapper(priority = 1)
    public Response malformedJson(JsonProcessingException e) {
        return json(e);
    }

    @ServerExceptionMapper(priority = 1)
    public Response webApplication(WebApplicationException e) {
        if (causeOf(e, JsonProcessingException.class) instanceof JsonProcessingException malformed) {
            return json(malformed);
        }
        if (ourRejection(e) instanceof IllegalArgumentException rejected) {
            return response(ProblemType.INVALID_REQUEST, rejected.getMessage());
        }
        int status = e.getResponse().getStatus();
        return switch (status) {
            case 401 -> response(ProblemType.UNAUTHENTICATED, null);
            case 403 -> response(ProblemType.MISSING_SCOPE, null);
            case 404 -> response(ProblemType.NOT_FOUND, null);
            case 405 -> response(ProblemType.METHOD_NOT_ALLOWED, null);
            case 406 -> response(ProblemType.NOT_ACCEPTABLE, null);
            case 413 -> response(ProblemType.PAYLOAD_TOO_LARGE, null);
            case 415 -> response(ProblemType.UNSUPPORTED_MEDIA_TYPE, null);
            default -> status < 500 ? response(ProblemType.INVALID_REQUEST, null) : unexpected(e);
        };
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e) {
        LOG.errorf(e, "Request %s failed", RequestId.current());
        return response(ProblemType.INTERNAL, null);
    }

    /** The answer to a problem that was found outside of an exception's way. */
    public static Response response(ProblemType type, @Nullable String detail) {
        return Response.status(type.status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(type, detail, RequestId.current()))
                .build();
    }

    private static Response json(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                response(ProblemType.UNKNOWN_FIELD, "Unknown field '" + path(unknown) + "'");
            case ValueInstantiationException value
            when value.getCause() instanceof IllegalArgumentException rule ->
                response(ProblemType.INVALID_REQUEST, at(value) + rule.getMessage());
            case JsonMappingException mapping ->
                response(ProblemType.INVALID_REQUEST, at(mapping) + "the value does not have the expected form");
            default -> response(ProblemType.INVALID_JSON, position(e));
        };
    }

    private static String position(JsonProcessingException e) {
        return e.getLocation() == null
                ? "The body is not JSON"
                : "Not JSON at line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    private static String at(JsonMappingException e) {
        String path = path(e);
        return path.isEmpty() ? "" : path + ": ";
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                .collect(Collectors.joining("."));
    }

    /** A typed id or enum in a path or query that refused its value; its message is ours and fit to show. */
    private static @Nullable IllegalArgumentException ourRejection(Throwable e) {
        IllegalArgumentException rejected = causeOf(e, IllegalArgumentException.class);
        return rejected != null
                        && rejected.getStackTrace().length > 0
                        && rejected.getStackTrace()[0].getClassName().startsWith("io.desirepath.")
                ? rejected
                : null;
    }

    private static <T extends Throwable> @Nullable T causeOf(Throwable e, Class<T> type) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
