package io.desirepath.persona.contact;

import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.privacy.RequestErasure;
import io.desirepath.persona.profile.ProfileTransactions;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.problem.ProblemException;
import io.desirepath.service.version.Precondition;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Deletes a contact. */
@ApplicationScoped
public class DeleteContact {

    private final ProfileTransactions transactions;
    private final Contacts contacts;
    private final ChangeFeed profiles;
    private final RequestErasure requestErasure;

    DeleteContact(
            ProfileTransactions transactions,
            Contacts contacts,
            @Identifier(Feeds.PROFILES) ChangeFeed profiles,
            RequestErasure requestErasure) {
        this.transactions = transactions;
        this.contacts = contacts;
        this.profiles = profiles;
        this.requestErasure = requestErasure;
    }

    /** @return the id of the erasure's receipt */
    String delete(ContactId id, Precondition precondition) {
        return transactions.change(List.of(id.value()), tx -> delete(tx, id, precondition));
    }

    private String delete(Connection tx, ContactId id, Precondition precondition) throws SQLException {
        ContactEntity contact = contacts.find(id);
        if (contact == null) {
            throw ProblemException.of(ProblemType.UNKNOWN_CONTACT, "There is no contact '" + id + "'");
        }
        precondition.require(contact.revision);
        contact.revision = transactions.nextRevision(tx);
        contacts.flush();
        profiles.append(tx, ContactProfiles.deleted(tx, id.value()));
        contacts.bury(tx, id);
        contacts.delete(contact);
        contacts.flush();
        return requestErasure.of(tx, id);
    }
}
