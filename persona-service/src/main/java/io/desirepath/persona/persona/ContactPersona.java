package io.desirepath.persona.persona;

import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.PersonaId;
import io.desirepath.persona.persona.domain.Likelihood;
import io.desirepath.persona.persona.domain.Likelihood.Reason;
import io.desirepath.persona.persona.domain.PersonaOdds;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The persona of a contact, as it is stored and as the API shows it.
 *
 * @param persona the most probable one; null if the contact is most probably none of them
 * @param version of its definition
 * @param probability in [0, 1], to three places, as all of them
 * @param none the probability of none of the personas
 * @param alternatives the other personas, the most probable first
 * @param evidence what spoke for the persona and against it, the weightiest first
 * @param assignedAt when it came to be so
 */
@Schema(name = "ContactPersona")
public record ContactPersona(
        ContactId contactId,
        @Nullable PersonaId persona,
        @Nullable Integer version,
        @Nullable Double probability,
        double none,
        List<Alternative> alternatives,
        List<Reason> evidence,
        Instant assignedAt) {

    /** @param probability in [0, 1] */
    @Schema(name = "AlternativePersona")
    public record Alternative(PersonaId persona, double probability) {}

    static ContactPersona of(ContactId contact, PersonaOdds odds, Instant now) {
        Likelihood best = odds.best();
        List<Alternative> others = odds.likelihoods().stream()
                .filter(l -> l != best)
                .map(l -> new Alternative(l.persona(), rounded(l.probability())))
                .toList();
        return new ContactPersona(
                contact,
                best == null ? null : best.persona(),
                best == null ? null : best.version(),
                best == null ? null : rounded(best.probability()),
                rounded(odds.none()),
                others,
                best == null ? List.of() : best.evidence(),
                now);
    }

    /** Whether it says the same, whenever it came to. */
    boolean saysTheSameAs(@Nullable ContactPersona other) {
        return other != null && equals(other.asOf(assignedAt));
    }

    /** Whether readers of the contact's profile would see no difference. */
    boolean isPublishedAs(@Nullable ContactPersona other) {
        return other == null
                ? persona == null
                : Objects.equals(persona, other.persona)
                        && Objects.equals(version, other.version)
                        && Objects.equals(probability, other.probability);
    }

    private ContactPersona asOf(Instant time) {
        return new ContactPersona(contactId, persona, version, probability, none, alternatives, evidence, time);
    }

    private static double rounded(double probability) {
        return Math.round(probability * 1000) / 1000.0;
    }
}
