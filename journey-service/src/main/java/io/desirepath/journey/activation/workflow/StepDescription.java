package io.desirepath.journey.activation.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.desirepath.contracts.condition.Condition;
import io.desirepath.journey.activation.workflow.domain.Step;
import io.desirepath.journey.activation.workflow.domain.Template;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A step as somebody describes it, and as it is stored: which fields it has depends on its type.
 *
 * @param duration of a delay, ISO 8601, up to P90D
 * @param condition of a condition: what must hold for the account, or the run ends
 * @param to of an email: up to ten addresses
 * @param endpoint of a webhook: the id of one of {@code /v1/webhooks}
 */
@Schema(name = "WorkflowStep")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepDescription(
        @Schema(enumeration = {"delay", "condition", "email", "webhook"})
        String type,

        @Schema(description = "Of a delay", examples = "P3D") @Nullable
        String duration,

        @Schema(type = SchemaType.OBJECT, description = "Of a condition: the vocabulary of segments of accounts")
        @Nullable
        Condition condition,

        @Schema(description = "Of an email: addresses of the domains that are allowed") @Nullable
        List<String> to,

        @Schema(description = "Of an email: one line, with the placeholders of the text") @Nullable
        String subject,

        @Schema(
                description =
                        "Of an email: plain text. Replaced are {accountId} {accountName} {segment} {stage} {reason}"
                                + " {at}, and nothing else")
        @Nullable
        String text,

        @Schema(description = "Of a webhook: its id") @Nullable
        UUID endpoint) {

    private static final int MOST_ADDRESSES = 10;
    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_TEXT = 10_000;
    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9._%+'-]{1,64}@(?=.{1,253}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*");

    public StepDescription {
        to = to == null ? null : List.copyOf(to);
        step(type, duration, condition, to, subject, text, endpoint);
    }

    Step step() {
        return step(type, duration, condition, to, subject, text, endpoint);
    }

    /** @throws IllegalArgumentException if a field is missing, does not belong to the type or cannot be used */
    private static Step step(
            @Nullable String type,
            @Nullable String duration,
            @Nullable Condition condition,
            @Nullable List<String> to,
            @Nullable String subject,
            @Nullable String text,
            @Nullable UUID endpoint) {
        long others = Stream.of(duration, condition, to, subject, text, endpoint)
                .filter(Objects::nonNull)
                .count();
        return switch (type) {
            case "delay" -> new Step.Delay(duration(only("a delay has a duration", others, 1, duration)));
            case "condition" ->
                new Step.Check(only("a condition has a condition and nothing else", others, 1, condition));
            case "email" ->
                new Step.Email(
                        addresses(only("an email has to, subject and text", others, 3, to)),
                        template("subject", subject, LONGEST_SUBJECT, false),
                        template("text", text, LONGEST_TEXT, true));
            case "webhook" -> new Step.Webhook(only("a webhook has an endpoint", others, 1, endpoint));
            case null, default ->
                throw new IllegalArgumentException("type: must be delay, condition, email or webhook");
        };
    }

    private static <T> T only(String rule, long given, int wanted, @Nullable T field) {
        if (field == null || given != wanted) {
            throw new IllegalArgumentException(rule);
        }
        return field;
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("duration: must be an ISO 8601 duration such as P3D or PT4H");
        }
    }

    private static List<String> addresses(List<String> to) {
        if (to.isEmpty() || to.size() > MOST_ADDRESSES) {
            throw new IllegalArgumentException("to: must have 1 to " + MOST_ADDRESSES + " addresses");
        }
        for (String address : to) {
            if (!ADDRESS.matcher(address).matches()) {
                throw new IllegalArgumentException("to: must be addresses such as name@example.com, without names");
            }
        }
        return to;
    }

    /** A line break in a subject would begin another header. */
    private static Template template(String field, @Nullable String text, int longest, boolean lines) {
        if (text == null
                || text.isBlank()
                || text.length() > longest
                || text.chars()
                        .anyMatch(
                                c -> Character.isISOControl(c) && !(lines && (c == '\n' || c == '\r' || c == '\t')))) {
            throw new IllegalArgumentException(
                    "%s: must have 1 to %d characters, not only blanks, without control characters%s"
                            .formatted(
                                    field, longest, lines ? " other than line breaks and tabs" : " and line breaks"));
        }
        try {
            return new Template(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field + ": " + e.getMessage());
        }
    }
}
