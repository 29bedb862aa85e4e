package io.desirepath.persona.persona;

import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.persona.domain.ContactFacts;
import io.desirepath.persona.persona.domain.PersonaOdds;
import io.desirepath.persona.persona.domain.PersonaOdds.Candidate;
import io.desirepath.persona.profile.ProfileTransactions;
import io.desirepath.service.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Assigns contacts to the personas as they are now, and keeps and publishes what is new about it. */
@ApplicationScoped
public class AssignPersonas {

    private final ProfileTransactions transactions;
    private final PostgresPersonas personas;
    private final PostgresAssignments assignments;
    private final Reassignments reassignments;
    private final ContactFactsReader facts;
    private final Instance<PublishAssignment> publishers;

    AssignPersonas(
            ProfileTransactions transactions,
            PostgresPersonas personas,
            PostgresAssignments assignments,
            Reassignments reassignments,
            ContactFactsReader facts,
            @Any Instance<PublishAssignment> publishers) {
        this.transactions = transactions;
        this.personas = personas;
        this.assignments = assignments;
        this.reassignments = reassignments;
        this.facts = facts;
        this.publishers = publishers;
    }

    /**
     * The contact's persona now: what is stored, or, if something has changed since, computed here.
     *
     * @throws ProblemException UNKNOWN_CONTACT
     */
    ContactPersona of(ContactId contact) {
        return transactions
                .read(c -> assignments.current(
                        c, contact, reassignments.position(c).catalog()))
                .or(() -> transactions.change(List.of(contact.value()), tx -> assignOne(tx, contact)))
                .orElseThrow(() ->
                        ProblemException.of(ProblemType.UNKNOWN_CONTACT, "There is no contact '" + contact + "'"));
    }

    private Optional<ContactPersona> assignOne(Connection tx, ContactId contact) throws SQLException {
        assignAndPublish(tx, List.of(contact.value()));
        return Optional.ofNullable(
                assignments.load(tx, List.of(contact.value())).get(contact.value()));
    }

    /** Assigns contacts anew, and tells of those whose persona changed. The transaction holds the contacts' locks. */
    void assignAndPublish(Connection tx, Collection<String> contacts) throws SQLException {
        List<String> changed = assign(tx, contacts);
        if (!changed.isEmpty()) {
            for (PublishAssignment publisher : publishers) {
                publisher.changed(tx, changed);
            }
        }
    }

    /**
     * Assigns contacts anew, for whoever publishes their profiles afterwards in any case.
     *
     * @param tx holds the contacts' locks
     * @return the contacts whose persona, its version or its probability is another now
     */
    public List<String> assign(Connection tx, Collection<String> contacts) throws SQLException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        assignments.unmark(tx, contacts);
        // The number before the personas: one that changes in between makes the assignment look old, and it is redone.
        long catalog = reassignments.position(tx).catalog();
        List<Candidate> candidates = candidates(tx);
        Map<String, ContactFacts> known = facts.read(tx, contacts, LocalDate.ofInstant(now, ZoneOffset.UTC));
        Map<String, ContactPersona> before = assignments.load(tx, known.keySet());
        List<ContactPersona> news = new ArrayList<>();
        known.forEach((id, fact) -> {
            ContactPersona assignment = ContactPersona.of(new ContactId(id), PersonaOdds.of(candidates, fact), now);
            if (!assignment.saysTheSameAs(before.get(id))) {
                news.add(assignment);
            }
        });
        assignments.confirm(tx, known.keySet(), catalog);
        assignments.save(tx, news, catalog);
        return news.stream()
                .filter(n -> !n.isPublishedAs(before.get(n.contactId().value())))
                .map(n -> n.contactId().value())
                .toList();
    }

    private List<Candidate> candidates(Connection tx) throws SQLException {
        return personas.active(tx, "", Integer.MAX_VALUE).stream()
                .map(row ->
                        new Candidate(row.id(), row.version(), row.description().scorecard()))
                .toList();
    }
}
