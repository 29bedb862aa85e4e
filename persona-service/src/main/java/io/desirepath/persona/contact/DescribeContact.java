package io.desirepath.persona.contact;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.AccountProfile;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.Feeds;
import io.desirepath.persona.account.Accounts;
import io.desirepath.persona.account.domain.AccountSighting;
import io.desirepath.persona.persona.AssignPersonas;
import io.desirepath.persona.profile.ProfileTransactions;
import io.desirepath.persona.profile.VersionCheck;
import io.desirepath.persona.profile.domain.Precondition;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedRecord;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates a contact or replaces what is known of it. */
@ApplicationScoped
public class DescribeContact {

    /** @param created whether there was no such contact, not even a stub */
    record Described(ContactView contact, boolean created) {}

    private final ProfileTransactions transactions;
    private final Contacts contacts;
    private final Accounts accounts;
    private final AssignPersonas assignPersonas;
    private final ChangeFeed profiles;

    DescribeContact(
            ProfileTransactions transactions,
            Contacts contacts,
            Accounts accounts,
            AssignPersonas assignPersonas,
            @Identifier(Feeds.PROFILES) ChangeFeed profiles) {
        this.transactions = transactions;
        this.contacts = contacts;
        this.accounts = accounts;
        this.assignPersonas = assignPersonas;
        this.profiles = profiles;
    }

    /** A description that changes nothing leaves the revision as it is and tells nobody. */
    Described describe(ContactId id, ContactDescription description, Precondition precondition) {
        Set<String> subjects = new HashSet<>();
        subjects.add(id.value());
        // Under its lock an account cannot be deleted while a contact is tied to it. Letting go of one needs no lock.
        named(description).forEach(account -> subjects.add(account.value()));
        return transactions.change(subjects, tx -> describe(tx, id, description, precondition));
    }

    private Described describe(Connection tx, ContactId id, ContactDescription description, Precondition precondition)
            throws SQLException {
        ContactEntity known = contacts.find(id);
        VersionCheck.require(precondition, known == null ? null : known.revision);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        ContactEntity contact = known == null ? new ContactEntity(id, now) : known;
        ContactDescription complete =
                description.accountIds() == null ? description.withAccounts(contact.accounts()) : description;
        if (known != null && !known.stub && known.description().equals(complete)) {
            return new Described(ContactView.of(known), false);
        }
        List<FeedRecord> news = stubsOfNewAccounts(tx, complete);
        replace(tx, contact, complete, now);
        assignPersonas.assign(tx, List.of(id.value()));
        news.addAll(ContactLinks.news(ContactLinks.profiles(tx, List.of(id.value()))));
        profiles.append(tx, news);
        return new Described(ContactView.of(contact), known == null);
    }

    private List<FeedRecord> stubsOfNewAccounts(Connection tx, ContactDescription description) throws SQLException {
        List<FeedRecord> news = new ArrayList<>();
        for (AccountProfile stub : accounts.createStubs(
                tx, named(description).stream().map(AccountSighting::declared).toList())) {
            news.add(new FeedRecord(Feeds.ACCOUNT_UPDATED, stub.accountId().value(), stub));
        }
        return news;
    }

    private void replace(Connection tx, ContactEntity contact, ContactDescription description, Instant now)
            throws SQLException {
        Set<String> accountIds =
                named(description).stream().map(AccountId::value).collect(Collectors.toSet());
        Set<String> left = new HashSet<>(contact.accountIds);
        left.removeAll(accountIds);
        contact.describe(description, accountIds, transactions.nextRevision(tx), now);
        contacts.persistAndFlush(contact);
        contacts.buryLinks(tx, new ContactId(contact.id), left);
    }

    private static List<AccountId> named(ContactDescription description) {
        return description.accountIds() == null ? List.of() : description.accountIds();
    }
}
