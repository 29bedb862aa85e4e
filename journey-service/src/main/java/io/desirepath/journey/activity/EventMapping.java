package io.desirepath.journey.activity;

import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.activity.domain.EventType;
import io.desirepath.journey.activity.domain.Influence;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.service.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a merchant says of an event. */
@Schema(name = "EventMapping")
record EventMapping(
        @Schema(description = "The kind of evidence the event is; null: none.", examples = "RFQ") @Nullable
        String mark,

        @Schema(
                description = "The kind of contact: 1 to 64 small letters, digits and hyphens.",
                examples = "quote",
                required = true)
        @Nullable
        String touchpoint,

        @Schema(description = "Whether that contact is online. Default true.") @Nullable
        Boolean online,

        @Schema(
                description = "DIRECT if the contact is in your hands, INDIRECT if others make it. Default DIRECT.",
                enumeration = {"DIRECT", "INDIRECT"})
        @Nullable
        String influence,

        @Schema(
                description = "Whether the event counts only from a server key. By default as it ships; orders always"
                        + " do.")
        @Nullable
        Boolean serverOnly) {

    private static final Pattern TOUCHPOINT = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** Those that can be sent. */
    private static final List<String> MARKS = Stream.of(Mark.values())
            .filter(mark -> mark != Mark.NEW_CONTACT)
            .map(Mark::name)
            .toList();

    /**
     * The event as it is mapped.
     *
     * @param shipped what holds without the merchant
     * @throws ProblemException INVALID_REQUEST if a value cannot be used
     */
    EventType over(EventType shipped) {
        if (touchpoint == null || !TOUCHPOINT.matcher(touchpoint).matches()) {
            throw invalid("touchpoint: 1 to 64 small letters, digits and hyphens");
        }
        Mark meant = mark == null ? null : Mark.valueOf(oneOf("mark", mark, MARKS));
        Influence influenced = influence == null
                ? Influence.DIRECT
                : Influence.valueOf(oneOf(
                        "influence",
                        influence,
                        Arrays.stream(Influence.values()).map(Enum::name).toList()));
        boolean forgeable = shipped.serverOnly() || meant == Mark.ORDER;
        if (forgeable && Boolean.FALSE.equals(serverOnly)) {
            throw invalid("serverOnly: must be true, because a page could forge this event");
        }
        return new EventType(
                shipped.name(),
                meant,
                touchpoint,
                Optional.ofNullable(online).orElse(true),
                influenced,
                forgeable || Boolean.TRUE.equals(serverOnly),
                shipped.effect());
    }

    private static String oneOf(String field, String value, List<String> allowed) {
        if (!allowed.contains(value)) {
            throw invalid(field + ": one of " + String.join(", ", allowed));
        }
        return value;
    }

    private static ProblemException invalid(String detail) {
        return ProblemException.of(ProblemType.INVALID_REQUEST, detail);
    }
}
