package io.desirepath.persona.persona;

import io.desirepath.contracts.PersonaId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.profile.ProfileTransactions;
import io.desirepath.service.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads a persona, or answers that there is none. */
@ApplicationScoped
class FindPersona {

    private final ProfileTransactions transactions;
    private final PostgresPersonas personas;

    FindPersona(ProfileTransactions transactions, PostgresPersonas personas) {
        this.transactions = transactions;
        this.personas = personas;
    }

    /** @throws ProblemException UNKNOWN_PERSONA, also for an archived one */
    PersonaRow active(PersonaId id) {
        return transactions
                .read(c -> personas.find(c, id))
                .filter(found -> !found.archived())
                .orElseThrow(
                        () -> ProblemException.of(ProblemType.UNKNOWN_PERSONA, "There is no persona '" + id + "'"));
    }

    /** @throws ProblemException UNKNOWN_PERSONA, but not for an archived one, whose history stays */
    PersonaRow version(PersonaId id, int version) {
        return transactions
                .read(c -> personas.version(c, id, version))
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.UNKNOWN_PERSONA, "There is no version " + version + " of a persona '" + id + "'"));
    }
}
