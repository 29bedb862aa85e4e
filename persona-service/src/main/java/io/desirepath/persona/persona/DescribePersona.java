package io.desirepath.persona.persona;

import io.desirepath.contracts.PersonaId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.profile.ProfileTransactions;
import io.desirepath.service.problem.ProblemException;
import io.desirepath.service.version.Precondition;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates a persona, changes it by a new version, or archives it. Each change has all contacts assigned anew. */
@ApplicationScoped
public class DescribePersona {

    /** @param created whether there was no such persona, or only an archived one */
    record Described(PersonaView persona, boolean created) {}

    private final ProfileTransactions transactions;
    private final PostgresPersonas personas;
    private final Reassignments reassignments;

    DescribePersona(ProfileTransactions transactions, PostgresPersonas personas, Reassignments reassignments) {
        this.transactions = transactions;
        this.personas = personas;
        this.reassignments = reassignments;
    }

    /** A description that changes nothing makes no version. The version is the ETag, also over a deletion. */
    Described describe(PersonaId id, PersonaDescription description, Precondition precondition) {
        return transactions.change(List.of(lock(id)), tx -> {
            PersonaRow known = personas.find(tx, id).orElse(null);
            PersonaRow alive = known == null || known.archived() ? null : known;
            precondition.require(alive == null ? null : version(alive));
            if (alive != null && alive.description().equals(description)) {
                return new Described(PersonaView.of(alive), false);
            }
            return new Described(PersonaView.of(add(tx, id, known, description)), alive == null);
        });
    }

    void archive(PersonaId id, Precondition precondition) {
        transactions.change(List.of(lock(id)), tx -> {
            PersonaRow known = personas.find(tx, id)
                    .filter(row -> !row.archived())
                    .orElseThrow(
                            () -> ProblemException.of(ProblemType.UNKNOWN_PERSONA, "There is no persona '" + id + "'"));
            precondition.require(version(known));
            personas.archive(tx, id);
            reassignments.request(tx);
            return known;
        });
    }

    /** Adds a persona that has never existed, not even archived. */
    boolean install(PersonaId id, PersonaDescription description) {
        return transactions.change(List.of(lock(id)), tx -> {
            boolean missing = personas.find(tx, id).isEmpty();
            if (missing) {
                add(tx, id, null, description);
            }
            return missing;
        });
    }

    private PersonaRow add(Connection tx, PersonaId id, @Nullable PersonaRow known, PersonaDescription description)
            throws SQLException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        int version = known == null ? 1 : known.version() + 1;
        PersonaRow row = new PersonaRow(id, version, description, false, known == null ? now : known.createdAt(), now);
        personas.add(tx, row);
        reassignments.request(tx);
        return row;
    }

    private static Long version(PersonaRow row) {
        return (long) row.version();
    }

    /** Beside the locks of accounts and contacts, whose ids have no such form by chance. */
    private static String lock(PersonaId id) {
        return "persona\u0000" + id.value();
    }
}
