package io.desirepath.persona.persona.domain;

import io.desirepath.persona.profile.domain.Text;
import org.jspecify.annotations.Nullable;

/**
 * What a persona needs in a stage of the journey, and how it feels there.
 *
 * @param need one line of at most 300 characters
 * @param emotion one line of at most 300 characters
 */
public record StageNeed(@Nullable String need, @Nullable String emotion) {

    private static final int MAX_LENGTH = 300;

    public StageNeed {
        requireShort("need", need);
        requireShort("emotion", emotion);
    }

    private static void requireShort(String field, @Nullable String text) {
        if (text != null && (text.isBlank() || text.length() > MAX_LENGTH || !Text.isSingleLine(text))) {
            throw new IllegalArgumentException(field + ": must be one line of 1 to " + MAX_LENGTH + " characters");
        }
    }
}
