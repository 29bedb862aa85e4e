package io.desirepath.persona.contact;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.Feeds;
import io.desirepath.persona.account.AccountProfiles;
import io.desirepath.persona.account.Accounts;
import io.desirepath.persona.contact.domain.ConsentPurpose;
import io.desirepath.persona.contact.domain.RoleInference;
import io.desirepath.persona.persona.AssignPersonas;
import io.desirepath.persona.privacy.RequestErasure;
import io.desirepath.persona.profile.ProfileTransactions;
import io.desirepath.persona.profile.TraitTypes;
import io.desirepath.persona.profile.domain.HeardTraits;
import io.desirepath.persona.profile.domain.TraitSubject;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedRecord;
import io.desirepath.service.privacy.Subject;
import io.desirepath.service.version.Precondition;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Creates a contact or replaces what is known of it. */
@ApplicationScoped
public class DescribeContact {

    /** @param created whether there was no such contact, not even a stub */
    record Described(ContactView contact, boolean created) {}

    private final ProfileTransactions transactions;
    private final Contacts contacts;
    private final Accounts accounts;
    private final TraitTypes traitTypes;
    private final RoleInference inference;
    private final AssignPersonas personas;
    private final ChangeFeed profiles;
    private final RequestErasure requestErasure;

    DescribeContact(
            ProfileTransactions transactions,
            Contacts contacts,
            Accounts accounts,
            TraitTypes traitTypes,
            RoleInference inference,
            AssignPersonas personas,
            @Identifier(Feeds.PROFILES) ChangeFeed profiles,
            RequestErasure requestErasure) {
        this.transactions = transactions;
        this.contacts = contacts;
        this.accounts = accounts;
        this.traitTypes = traitTypes;
        this.inference = inference;
        this.personas = personas;
        this.profiles = profiles;
        this.requestErasure = requestErasure;
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
        precondition.require(known == null ? null : known.revision);
        traitTypes.require(tx, TraitSubject.CONTACT, description.traits());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        ContactEntity contact = known == null ? new ContactEntity(id, now) : known;
        ContactFacts facts = ContactFacts.settle(description, new HeardTraits(contact.heard), inference);
        Map<ConsentPurpose, ConsentGiven> consents = consents(contact.consents, description.consents(), now);
        Set<String> accountIds = accountIds(contact, description);
        boolean changes = !description.declared().equals(contact.declared)
                || !facts.equals(contact.facts())
                || !consents.equals(contact.consents)
                || !accountIds.equals(contact.accountIds);
        if (changes) {
            requestErasure.lift(tx, Subject.contact(id.value()));
            List<FeedRecord> news =
                    new ArrayList<>(AccountProfiles.updated(tx, accounts.createStubs(tx, named(description))));
            contact.consents = consents;
            contact.describe(description, facts, transactions.nextRevision(tx), now);
            tie(tx, contact, accountIds);
            personas.assign(tx, List.of(id.value()));
            news.addAll(ContactProfiles.updated(tx, List.of(id.value())));
            profiles.append(tx, news);
        }
        if (description.accountIds() != null) {
            contacts.declareLinks(tx, id);
        }
        return new Described(ContactView.of(contact), known == null);
    }

    private void tie(Connection tx, ContactEntity contact, Set<String> accountIds) throws SQLException {
        Set<String> left = new HashSet<>(contact.accountIds);
        left.removeAll(accountIds);
        contact.actFor(accountIds);
        contacts.persistAndFlush(contact);
        contacts.buryLinks(tx, new ContactId(contact.id), left);
    }

    /** A purpose that is not mentioned, or mentioned without a time and no different, stays as it was. */
    private static Map<ConsentPurpose, ConsentGiven> consents(
            Map<ConsentPurpose, ConsentGiven> known, @Nullable Map<ConsentPurpose, ConsentGiven> said, Instant now) {
        Map<ConsentPurpose, ConsentGiven> consents = new HashMap<>(known);
        (said == null ? Map.<ConsentPurpose, ConsentGiven>of() : said).forEach((purpose, given) -> {
            ConsentGiven before = consents.getOrDefault(purpose, ConsentGiven.NEVER_ASKED);
            if (given.at() != null) {
                consents.put(purpose, given);
            } else if (given.consent() != before.consent()) {
                consents.put(purpose, new ConsentGiven(given.consent(), now));
            }
        });
        return consents;
    }

    private static Set<String> accountIds(ContactEntity contact, ContactDescription description) {
        return description.accountIds() == null
                ? new HashSet<>(contact.accountIds)
                : named(description).stream().map(AccountId::value).collect(Collectors.toSet());
    }

    private static List<AccountId> named(ContactDescription description) {
        return description.accountIds() == null ? List.of() : description.accountIds();
    }
}
