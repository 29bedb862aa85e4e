package io.desirepath.journey.stage;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Reads a moment of the past from a parameter. */
final class PastMoment {

    /** No activity is kept from before. */
    static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private PastMoment() {}

    /**
     * In whole milliseconds, as activities are; what lies before all activity is its beginning.
     *
     * @throws ProblemException INVALID_REQUEST if it is not an RFC 3339 time, or ahead of now
     */
    static Instant parse(String parameter, String text, Instant now) {
        Instant moment;
        try {
            moment = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST, parameter + ": an RFC 3339 time, such as 2026-03-01T09:30:00Z");
        }
        if (moment.isAfter(now)) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST,
                    parameter + ": must not lie ahead; POST /v1/journey/simulate tells of what may come");
        }
        return moment.isBefore(EARLIEST) ? EARLIEST : moment;
    }
}
