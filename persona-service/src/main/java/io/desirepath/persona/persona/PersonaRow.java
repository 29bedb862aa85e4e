package io.desirepath.persona.persona;

import io.desirepath.contracts.PersonaId;
import java.time.Instant;

/**
 * A version of a persona as it is stored.
 *
 * @param archived whether the persona, not the version, was deleted
 * @param createdAt when the persona began
 * @param updatedAt when this version began
 */
record PersonaRow(
        PersonaId id,
        int version,
        PersonaDescription description,
        boolean archived,
        Instant createdAt,
        Instant updatedAt) {}
