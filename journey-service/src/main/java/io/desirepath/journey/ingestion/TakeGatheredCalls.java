package io.desirepath.journey.ingestion;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.GatheredCalls.Answer;
import io.desirepath.contracts.GatheredCalls.Call;
import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.ingestion.TakeCalls.Accepted;
import io.desirepath.service.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Takes in calls that the gateway has gathered: each is answered as if it had come alone. */
@Singleton
class TakeGatheredCalls {

    private static final Logger LOG = Logger.getLogger(TakeGatheredCalls.class);

    private final TakeCalls calls;
    private final RecordActivities activities;
    private final ObjectMapper json;

    TakeGatheredCalls(TakeCalls calls, RecordActivities activities, ObjectMapper json) {
        this.calls = calls;
        this.activities = activities;
        this.json = json;
    }

    /** A call, read. */
    private sealed interface Read {
        record Usable(Submission submission) implements Read {}

        record Refused(Answer answer) implements Read {}
    }

    /** @return the answers, in the order of the calls; those that tell of success are committed */
    List<Answer> take(List<Call> gathered) throws InterruptedException {
        Instant now = Instant.now();
        List<Read> read = gathered.stream().map(call -> read(call, now)).toList();
        List<Submission> submissions = new ArrayList<>();
        for (Read each : read) {
            if (each instanceof Read.Usable(Submission submission)) {
                submissions.add(submission);
            }
        }
        List<Outcome> outcomes = submissions.isEmpty() ? List.of() : activities.recordAll(submissions);
        List<Answer> answers = new ArrayList<>();
        int recorded = 0;
        for (int i = 0; i < gathered.size(); i++) {
            answers.add(
                    switch (read.get(i)) {
                        case Read.Refused(Answer answer) -> answer;
                        case Read.Usable ignored -> answer(gathered.get(i), outcomes.get(recorded++));
                    });
        }
        return answers;
    }

    private Read read(Call call, Instant now) {
        try {
            return new Read.Usable(calls.read(
                    CallType.ofPath(call.type()),
                    new ByteArrayInputStream(call.body()),
                    KeyKind.isServer(call.keyKind()),
                    now.minusMillis(call.waitedMillis()),
                    call.strict()));
        } catch (ProblemException e) {
            return new Read.Refused(problem(Problem.of(e.type(), e.detail(), call.requestId()), e.type()));
        } catch (UnusableEventsException e) {
            return new Read.Refused(problem(e.document(call.requestId()), ProblemType.INVALID_REQUEST));
        } catch (RuntimeException e) {
            return new Read.Refused(failed(call, e));
        }
    }

    private Answer answer(Call call, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Recorded ignored -> accepted();
            case Outcome.Accepted ignored -> accepted();
            case Outcome.Failed(Throwable cause) -> failed(call, cause);
        };
    }

    private Answer accepted() {
        return new Answer(200, MediaType.APPLICATION_JSON, json.valueToTree(new Accepted(true)));
    }

    private Answer failed(Call call, Throwable cause) {
        LOG.errorf(cause, "Request %s failed", call.requestId());
        return problem(Problem.of(ProblemType.INTERNAL, null, call.requestId()), ProblemType.INTERNAL);
    }

    private Answer problem(Object document, ProblemType type) {
        return new Answer(type.status(), Problem.MEDIA_TYPE, json.valueToTree(document));
    }
}
