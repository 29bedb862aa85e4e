package io.desirepath.journey.identity;

import io.desirepath.contracts.ContactId;
import io.desirepath.journey.identity.domain.Link;
import io.desirepath.journey.identity.domain.Membership;
import io.desirepath.journey.identity.domain.Person;
import io.desirepath.journey.identity.domain.Person.Known;
import io.desirepath.journey.identity.domain.Person.Visitor;
import io.desirepath.journey.identity.domain.WhoIsWho;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whose activities may count for somebody else because of what was just said, and from when on.
 *
 * @param visitors by anonymous id
 * @param contacts by contact id
 */
record Reach(Map<String, Instant> visitors, Map<String, Instant> contacts) {

    /** All activities of the contacts. */
    static Reach ofContacts(Set<String> contacts) {
        return new Reach(Map.of(), contacts.stream().collect(Collectors.toMap(id -> id, id -> WhoIsWho.BEGINNING)));
    }

    static Reach of(KnownFacts known, NewFacts news, WhoIsWho after) {
        WhoIsWho before = known.whoIsWho();
        var reach = new Reach(new HashMap<>(), new HashMap<>());
        for (Link link : news.links()) {
            if (!before.isKnown(link)) {
                reach.addVisitor(link.anonymousId(), before.changesFrom(link));
                if (saysForWhomVisitorActs(known, news, link.anonymousId())) {
                    contactsOf(known, news, link.anonymousId())
                            .forEach(contact -> reach.addContact(contact, WhoIsWho.BEGINNING));
                }
            }
        }
        for (Membership membership : news.memberships()) {
            if (!before.isKnown(membership)) {
                before.personsOf(membership).forEach(person -> reach.add(person, before.changesFrom(membership)));
                after.personsOf(membership).forEach(person -> reach.add(person, before.changesFrom(membership)));
            }
        }
        news.domains().forEach((contact, fact) -> {
            EmailFact old = known.domains().get(contact);
            if (old == null || !Objects.equals(old.later(fact).domain(), old.domain())) {
                reach.addContact(contact.value(), WhoIsWho.BEGINNING);
            }
        });
        return reach;
    }

    private static boolean saysForWhomVisitorActs(KnownFacts known, NewFacts news, String visitor) {
        return Stream.concat(known.memberships().stream(), news.memberships().stream())
                .anyMatch(m -> m.userId() == null && visitor.equals(m.anonymousId()));
    }

    private static Set<String> contactsOf(KnownFacts known, NewFacts news, String visitor) {
        return Stream.concat(known.links().stream(), news.links().stream())
                .filter(link -> link.anonymousId().equals(visitor))
                .map(link -> link.contact().value())
                .collect(Collectors.toSet());
    }

    private void add(Person person, Instant from) {
        switch (person) {
            case Known(ContactId contact) -> addContact(contact.value(), from);
            case Visitor(String anonymousId) -> addVisitor(anonymousId, from);
        }
    }

    private void addVisitor(String anonymousId, Instant from) {
        visitors.merge(anonymousId, from, Reach::earlier);
    }

    private void addContact(String contact, Instant from) {
        contacts.merge(contact, from, Reach::earlier);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
