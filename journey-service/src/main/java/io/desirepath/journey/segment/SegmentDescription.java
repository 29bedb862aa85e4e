package io.desirepath.journey.segment;

import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.condition.Condition;
import io.desirepath.journey.segment.domain.InvalidSegmentException;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says a segment is: the body of {@code PUT /v1/segments/{id}}.
 *
 * @param subject what it is made of; never changes
 * @param condition for whom it holds
 */
@Schema(name = "SegmentDescription")
public record SegmentDescription(
        String name,
        @Nullable String description,
        SegmentSubject subject,

        @Schema(
                type = SchemaType.OBJECT,
                description = "An object with a type: all, any, not; stage, belief, timeInStage, transition,"
                        + " purchaseProbability; industry, employees, country; activity; roleInGroup, personaInGroup;"
                        + " role, seniority, department, persona (of contacts); reorder; segment. No expressions.",
                examples = "{\"type\": \"stage\", \"anyOf\": [\"DECISION\"]}")
        Condition condition) {

    private static final int MOST_CHARACTERS = 128;
    private static final int MOST_CHARACTERS_OF_DESCRIPTION = 1000;

    public SegmentDescription {
        name = text("name", name, MOST_CHARACTERS);
        description = description == null ? null : text("description", description, MOST_CHARACTERS_OF_DESCRIPTION);
        subject = subject == null ? SegmentSubject.ACCOUNT : subject;
        if (condition == null) {
            throw new InvalidSegmentException("condition: must be given");
        }
    }

    private static String text(String field, @Nullable String text, int most) {
        if (text == null
                || text.isBlank()
                || text.length() > most
                || text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidSegmentException(
                    field + ": must have 1 to " + most + " characters, not only blanks, without control characters");
        }
        return text.strip();
    }
}
