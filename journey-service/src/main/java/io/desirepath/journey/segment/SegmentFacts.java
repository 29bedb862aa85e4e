package io.desirepath.journey.segment;

import io.desirepath.contracts.MembershipChanged.Trigger;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.condition.Fact;
import io.desirepath.contracts.condition.Facts.AccountFacts;
import io.desirepath.journey.segment.PostgresFacts.KnownContact;
import io.desirepath.journey.segment.domain.Definitions;
import io.desirepath.journey.segment.domain.Subject;
import io.desirepath.journey.segment.domain.SubjectFacts;
import io.desirepath.journey.segment.domain.SubjectFacts.Done;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers what segments ask of some accounts and contacts: all of a group in few statements. */
@Singleton
class SegmentFacts {

    private static final String CONTACTS_OF = """
            SELECT contact_id, account_id FROM segment_contact_account WHERE account_id = ANY (?::text[])
            ORDER BY contact_id""";

    private final PostgresFacts facts;
    private final PostgresDoings doings;
    private final PostgresMembers members;

    SegmentFacts(PostgresFacts facts, PostgresDoings doings, PostgresMembers members) {
        this.facts = facts;
        this.doings = doings;
        this.members = members;
    }

    /** @param wanted whom to look at, and why; an account's contacts come with it if segments of contacts are looked at */
    Batch load(Connection c, Definitions definitions, Map<Subject, Trigger> wanted, Instant now) throws SQLException {
        // Accounts first: contacts may ask for the segments of theirs.
        Map<Subject, Trigger> subjects = new TreeMap<>(wanted);
        if (definitions.of(SegmentSubject.CONTACT).isEmpty()) {
            subjects.keySet().removeIf(subject -> subject.kind() == SegmentSubject.CONTACT);
        } else {
            contactsOf(c, ids(wanted.keySet(), SegmentSubject.ACCOUNT))
                    .forEach((contact, account) -> subjects.putIfAbsent(
                            Subject.contact(contact), wanted.getOrDefault(Subject.account(account), Trigger.PROFILE)));
        }
        Set<Fact> asked = definitions.asks();
        Set<String> accountIds = new LinkedHashSet<>(ids(subjects.keySet(), SegmentSubject.ACCOUNT));
        List<String> contactIds = ids(subjects.keySet(), SegmentSubject.CONTACT);
        Map<String, KnownContact> contacts = facts.contacts(c, contactIds);
        Set<String> allAccounts = new LinkedHashSet<>(accountIds);
        contacts.values().forEach(contact -> allAccounts.addAll(contact.accounts()));
        Set<String> all = new HashSet<>(allAccounts);
        all.addAll(contactIds);
        boolean counts = asked.contains(Fact.ACTIVITY);
        return new Batch(
                subjects,
                facts.accounts(c, allAccounts, asked, now),
                contacts,
                counts ? doings.ofAccounts(c, accountIds, definitions.windows(), now) : Map.of(),
                counts ? doings.ofContacts(c, contactIds, definitions.windows(), now) : Map.of(),
                members.segments(c, all, definitions.mentioned()),
                now);
    }

    private static Map<String, String> contactsOf(Connection c, Collection<String> accounts) throws SQLException {
        Map<String, String> contacts = new HashMap<>();
        try (PreparedStatement select = c.prepareStatement(CONTACTS_OF)) {
            select.setArray(1, c.createArrayOf("text", accounts.toArray()));
            ResultSet row = select.executeQuery();
            while (row.next()) {
                contacts.put(row.getString("contact_id"), row.getString("account_id"));
            }
        }
        return contacts;
    }

    private static List<String> ids(Collection<Subject> subjects, SegmentSubject kind) {
        return subjects.stream()
                .filter(subject -> subject.kind() == kind)
                .map(Subject::id)
                .toList();
    }

    /** What was gathered; the segments that accounts are found in are seen by their contacts. */
    record Batch(
            Map<Subject, Trigger> wanted,
            Map<String, AccountFacts> accounts,
            Map<String, KnownContact> contacts,
            Map<String, List<Done>> doneByAccounts,
            Map<String, List<Done>> doneByContacts,
            Map<Subject, Set<String>> memberships,
            Instant now) {

        /** Accounts before contacts. */
        List<Subject> subjects() {
            return new ArrayList<>(wanted.keySet());
        }

        Trigger trigger(Subject subject) {
            return wanted.getOrDefault(subject, Trigger.PROFILE);
        }

        Set<String> segmentsOf(Subject subject) {
            return memberships.getOrDefault(subject, Set.of());
        }

        void found(Subject subject, Set<String> segments) {
            memberships.put(subject, segments);
        }

        /** Null if nothing is known of it. */
        @Nullable
        SubjectFacts facts(Subject subject) {
            return switch (subject.kind()) {
                case ACCOUNT -> ofAccount(subject.id());
                case CONTACT -> ofContact(subject.id());
            };
        }

        private @Nullable SubjectFacts ofAccount(String id) {
            AccountFacts account = accounts.get(id);
            return account == null
                    ? null
                    : new SubjectFacts(
                            null, List.of(account), doneByAccounts.getOrDefault(id, List.of()), Set.of(), now);
        }

        private @Nullable SubjectFacts ofContact(String id) {
            KnownContact contact = contacts.get(id);
            if (contact == null) {
                return null;
            }
            List<AccountFacts> known = new ArrayList<>();
            Set<String> segments = new HashSet<>();
            for (String account : contact.accounts()) {
                AccountFacts facts = accounts.get(account);
                if (facts != null) {
                    known.add(facts);
                    segments.addAll(segmentsOf(Subject.account(account)));
                }
            }
            return new SubjectFacts(
                    contact.person(),
                    known,
                    contact.profiled() ? doneByContacts.getOrDefault(id, List.of()) : null,
                    segments,
                    now);
        }
    }
}
