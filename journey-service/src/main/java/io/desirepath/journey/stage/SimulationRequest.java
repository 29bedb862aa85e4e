package io.desirepath.journey.stage;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Activities that have not happened, and of whom they are imagined. */
@Schema(name = "Simulation", description = "Activities that have not happened, and of whom they are imagined.")
record SimulationRequest(
        @Schema(
                type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                description = "Goes on from where this account stands; left out: an account that nobody has seen.")
        @Nullable
        AccountId accountId,

        @Schema(
                description = "The persona whose people act, for an account that nobody has seen. The stage model knows"
                        + " people by their buying role: role has to say the persona's.")
        @Nullable
        String personaId,

        @Schema(description = "The buying role of those who act, unless an activity says another.") @Nullable
        BuyingRole role,

        @Schema(description = "Where to go on from: this moment by default. A past moment goes on from the past.")
        @Nullable
        Instant from,

        @Schema(description = "1 to 1000", required = true) @Nullable
        List<Imagined> activities) {

    private static final int MOST = 1000;
    /** Ten years. */
    private static final double MOST_DAYS = 3653;

    static final Duration FARTHEST = Duration.ofDays((long) MOST_DAYS);

    @Schema(name = "SimulatedActivity", description = "An activity at a moment, or so many days after the start.")
    record Imagined(
            @Schema(
                    description = "A name that GET /v1/event-types lists.",
                    required = true,
                    examples = "Quote Requested")
            @Nullable
            String event,

            @Nullable Instant at,

            @Schema(description = "Days after from, 0 to 3653, fractions allowed; instead of at.", examples = "7")
            @Nullable
            Double afterDays,

            @Schema(
                    type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING,
                    description = "Who acts; left out: the account itself.")
            @Nullable
            ContactId contactId,

            @Nullable BuyingRole role) {}

    /** What is left once all is checked. */
    record Planned(
            EventMarks.KnownEvent event,
            Instant at,
            @Nullable ContactId contact,
            @Nullable BuyingRole role) {}

    /**
     * The activities in their order.
     *
     * @throws ProblemException INVALID_REQUEST, naming the field
     */
    List<Planned> planned(Instant start, EventMarks marks) {
        if (personaId != null && role == null) {
            throw invalid("role: say the persona's buying role; it is what the stage model knows of a persona");
        }
        if (personaId != null && accountId != null) {
            throw invalid("personaId: only for an account that nobody has seen, so without accountId");
        }
        if (activities == null || activities.isEmpty() || activities.size() > MOST) {
            throw invalid("activities: 1 to " + MOST);
        }
        List<Planned> planned = new ArrayList<>();
        for (int i = 0; i < activities.size(); i++) {
            Imagined imagined = activities.get(i);
            String path = "activities[" + i + "]";
            if (imagined == null || imagined.event() == null) {
                throw invalid(path + ".event: is required");
            }
            EventMarks.KnownEvent event = marks.find(imagined.event())
                    .orElseThrow(() ->
                            invalid(path + ".event: no such event is known; GET /v1/event-types lists those that are"));
            BuyingRole acting = imagined.role() == null ? role : imagined.role();
            planned.add(new Planned(event, moment(imagined, path, start), imagined.contactId(), acting));
        }
        planned.sort(Comparator.comparing(Planned::at));
        return planned;
    }

    private static Instant moment(Imagined imagined, String path, Instant start) {
        Double days = imagined.afterDays();
        Instant at = imagined.at();
        if ((days == null) == (at == null)) {
            throw invalid(path + ": either at or afterDays");
        }
        if (days != null && !(days >= 0 && days <= MOST_DAYS)) {
            throw invalid(path + ".afterDays: 0 to 3653");
        }
        Instant moment = days != null
                ? start.plusMillis((long) (days * Duration.ofDays(1).toMillis()))
                : java.util.Objects.requireNonNull(at);
        if (moment.isBefore(start)) {
            throw invalid(path + ".at: must not lie before from, " + start);
        }
        if (moment.isAfter(start.plus(FARTHEST))) {
            throw invalid(path + ".at: at most ten years after from");
        }
        return moment;
    }

    static ProblemException invalid(String detail) {
        return ProblemException.of(ProblemType.INVALID_REQUEST, detail);
    }
}
