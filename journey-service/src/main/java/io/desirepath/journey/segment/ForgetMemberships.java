package io.desirepath.journey.segment;

import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.journey.segment.domain.Subject;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureStep.Progress;
import io.desirepath.service.privacy.ErasureTask;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How memberships are forgotten, once nothing is left that would have the forgotten looked at again. */
@Singleton
public class ForgetMemberships {

    private final PostgresSegments segments;
    private final EvaluateMembership evaluate;

    ForgetMemberships(PostgresSegments segments, EvaluateMembership evaluate) {
        this.segments = segments;
        this.evaluate = evaluate;
    }

    /**
     * The forgotten leave all segments, and receivers are told, so that they can forget them too. What the feed says of them,
     * these exits too, is for another step to redact.
     *
     * @param service as in the names of stores, {@code journey}
     */
    public ErasureStep step(ErasureTask task, String service) {
        return new ErasureStep.Chunked(service + ".segment_member", Action.DELETED, tx -> leave(tx, task));
    }

    private Progress leave(Connection tx, ErasureTask task) throws SQLException {
        EvaluateMembership.lock(tx);
        Subject subject = task.ofContact() ? Subject.contact(task.subjectId()) : Subject.account(task.subjectId());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return Progress.last(evaluate.forget(tx, segments.definitions(tx), subject, now));
    }
}
