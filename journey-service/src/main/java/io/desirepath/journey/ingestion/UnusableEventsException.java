package io.desirepath.journey.ingestion;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.request.RequestId;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Ends a strict call some of whose events cannot be used; nothing of it is stored. */
final class UnusableEventsException extends RuntimeException {

    private static final int MOST_IN_DETAIL = 5;
    private static final int MOST_LISTED = 100;

    private final transient List<EventProblem> problems;

    UnusableEventsException(List<EventProblem> problems) {
        // No stack trace: this is an answer, not a failure of ours.
        super(null, null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** @param index of the event in its batch, from 0 */
    @Schema(name = "EventProblem", description = "Why an event, or a line of its order, cannot be used.")
    record EventProblem(int index, @Nullable String messageId, RejectReason reason, String detail) {}

    /** A problem document with extension members (RFC 9457 section 3.2). */
    @Schema(
            name = "UnusableEvents",
            description = "A problem document that also tells of each event that cannot be used, in strict mode.")
    record UnusableEvents(
            @JsonUnwrapped Problem problem,

            @Schema(description = "How many problems there are; the first 100 are listed.")
            int errorCount,

            List<EventProblem> errors) {}

    /** @param requestId of the call */
    UnusableEvents document(@Nullable String requestId) {
        String detail = problems.stream()
                .limit(MOST_IN_DETAIL)
                .map(problem -> "event %d: %s, %s".formatted(problem.index(), problem.reason(), problem.detail()))
                .collect(joining("; "));
        return new UnusableEvents(
                Problem.of(ProblemType.INVALID_REQUEST, detail, requestId),
                problems.size(),
                problems.stream().limit(MOST_LISTED).toList());
    }

    /** Answers with the document. */
    public static final class Mapper {
        @ServerExceptionMapper
        public Response answer(UnusableEventsException e) {
            return Response.status(ProblemType.INVALID_REQUEST.status())
                    .type(Problem.MEDIA_TYPE)
                    .entity(e.document(RequestId.current()))
                    .build();
        }
    }
}
