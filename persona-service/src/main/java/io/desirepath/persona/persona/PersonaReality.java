package io.desirepath.persona.persona;

import io.desirepath.contracts.PersonaId;
import io.desirepath.contracts.Stage;
import io.desirepath.persona.persona.domain.Claims.Comparison;
import io.desirepath.persona.persona.domain.Claims.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the contacts of a persona really do, beside what the persona claims.
 *
 * @param version of the persona's definition
 * @param contacts who are of this persona with a probability of one half or more
 * @param days how far back activity is looked at
 * @param activities how many there were
 * @param claims what the persona says of this
 * @param preferredTouchpoints a line for each touchpoint that it is said to prefer
 * @param touchpoints where its contacts are seen, the busiest first
 * @param events what they do, the most frequent first
 * @param stages where their accounts stand, in numbers of accounts
 * @param frictions the events that tell of trouble
 * @param purchases what they order
 */
@Schema(name = "PersonaReality")
public record PersonaReality(
        PersonaId personaId,
        int version,
        long contacts,
        int days,
        long activities,
        Said claims,
        List<Comparison> preferredTouchpoints,
        List<Tally> touchpoints,
        List<Tally> events,
        Map<Stage, Long> stages,
        List<Tally> frictions,
        Purchases purchases,
        Instant computedAt) {

    /** The persona's own words on it. */
    @Schema(name = "PersonaClaims")
    public record Said(List<String> behaviours, List<String> painPoints, List<String> preferredTouchpoints) {}

    /**
     * @param orders by the persona's contacts
     * @param accounts for which they ordered
     */
    @Schema(name = "PersonaPurchases")
    public record Purchases(long orders, long accounts) {}
}
