package io.desirepath.persona.contact;

import io.desirepath.contracts.Consent;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a person said of one purpose.
 *
 * @param at when they said it; left out in a PUT it is the moment of the change
 */
@Schema(name = "ConsentGiven")
public record ConsentGiven(
        @NotNull Consent consent, @Nullable Instant at) {

    static final ConsentGiven NEVER_ASKED = new ConsentGiven(Consent.UNKNOWN, null);
}
