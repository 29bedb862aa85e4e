package io.desirepath.journey.identity.domain;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.journey.activity.domain.Attribution;
import io.desirepath.journey.activity.domain.Ground;
import io.desirepath.journey.activity.domain.Sender;
import io.desirepath.journey.identity.domain.Person.Known;
import io.desirepath.journey.identity.domain.Person.Visitor;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Says for whom an activity counts, from all that was ever said about who is who. A function of what was said, not of the
 * order in which it arrived.
 *
 * <ul>
 *   <li>The contact is the one the call names; else the one its visitor was last linked to before it; else, for what came
 *       before the visitor was known, the first one.
 *   <li>The account is the one the call names; else the one the person was last said to act for; else the first one;
 *       else the only one whose domain is that of the contact's e-mail address.
 *   <li>What a page could forge to its advantage (orders, contracts, approvals) follows only what a server said.
 * </ul>
 *
 * <p>No rule merges two contacts: a call that names a contact is that contact's, whatever others say.
 */
public final class WhoIsWho {

    /** Earlier than any activity may be. */
    public static final Instant BEGINNING = Instant.EPOCH;

    private final View told;
    private final View confirmed;
    private final Map<ContactId, AccountId> byDomain;

    /**
     * @param links of all visitors in question
     * @param memberships of all persons in question
     * @param byDomain the account that a contact's e-mail domain points to, where it points to one only
     */
    public WhoIsWho(Collection<Link> links, Collection<Membership> memberships, Map<ContactId, AccountId> byDomain) {
        told = new View(links, memberships);
        confirmed = new View(
                links.stream().filter(Link::confirmed).toList(),
                memberships.stream().filter(Membership::confirmed).toList());
        this.byDomain = Map.copyOf(byDomain);
    }

    /**
     * @param moment of the activity
     * @param needsProof whether only what a server said counts
     */
    public Attribution attribute(Moment moment, Sender sender, boolean needsProof) {
        View view = needsProof ? confirmed : told;
        Person person = view.person(sender.userId(), sender.anonymousId(), moment);
        ContactId contact = person instanceof Known(ContactId id) ? id : null;
        AccountId named = sender.groupId();
        if (named != null) {
            return new Attribution(contact, named, sender.server() ? Ground.NAMED : ground(person, named));
        }
        AccountId member = person == null ? null : view.accountOf(person, moment);
        if (member != null) {
            return new Attribution(contact, member, ground(person, member));
        }
        AccountId matched = contact == null || needsProof ? null : byDomain.get(contact);
        return new Attribution(contact, matched, matched == null ? null : Ground.DOMAIN);
    }

    private Ground ground(@Nullable Person person, AccountId account) {
        return person != null && confirmed.isMember(person, account) ? Ground.MEMBER : Ground.CLAIMED;
    }

    /** Whom a membership is about: those who rely on what pages say and those who do not may see two persons in it. */
    public Set<Person> personsOf(Membership m) {
        Set<Person> persons = new HashSet<>();
        for (View view : List.of(told, confirmed)) {
            Person person = view.person(m.userId(), m.anonymousId(), m.moment());
            if (person != null) {
                persons.add(person);
            }
        }
        return persons;
    }

    /** Whether knowing this too would leave every answer as it is. */
    public boolean isKnown(Fact fact) {
        return told.implies(fact) && (!fact.confirmed() || confirmed.implies(fact));
    }

    /**
     * From when on activities may count differently once this is known too: what was said before it stands, except that
     * the first thing said, and the first that a server says, also holds for everything before.
     */
    public Instant changesFrom(Fact fact) {
        boolean stands = told.hasEarlier(fact) && (!fact.confirmed() || confirmed.hasEarlier(fact));
        boolean proves = fact instanceof Membership m
                && m.confirmed()
                && confirmed.person(m.userId(), m.anonymousId(), m.moment()) instanceof Person person
                && !confirmed.isMember(person, m.account());
        return stands && !proves ? fact.moment().at() : BEGINNING;
    }

    /** The same facts, or those of them that a server said. */
    private static final class View {
        private final Map<String, NavigableMap<Moment, ContactId>> links = new HashMap<>();
        private final Map<Person, NavigableMap<Moment, AccountId>> memberships = new HashMap<>();
        private final Map<Person, Set<AccountId>> accounts = new HashMap<>();

        View(Collection<Link> links, Collection<Membership> memberships) {
            for (Link link : links) {
                this.links
                        .computeIfAbsent(link.anonymousId(), id -> new TreeMap<>())
                        .put(link.moment(), link.contact());
            }
            for (Membership membership : memberships) {
                Person person = person(membership.userId(), membership.anonymousId(), membership.moment());
                if (person != null) {
                    this.memberships
                            .computeIfAbsent(person, id -> new TreeMap<>())
                            .put(membership.moment(), membership.account());
                    accounts.computeIfAbsent(person, id -> new HashSet<>()).add(membership.account());
                }
            }
        }

        @Nullable
        Person person(@Nullable ContactId userId, @Nullable String anonymousId, Moment moment) {
            if (userId != null) {
                return new Known(userId);
            }
            if (anonymousId == null) {
                return null;
            }
            ContactId contact = lastElseFirst(links.get(anonymousId), moment);
            return contact == null ? new Visitor(anonymousId) : new Known(contact);
        }

        @Nullable
        AccountId accountOf(Person person, Moment moment) {
            return lastElseFirst(memberships.get(person), moment);
        }

        boolean isMember(Person person, AccountId account) {
            return accounts.getOrDefault(person, Set.of()).contains(account);
        }

        boolean implies(Fact fact) {
            return switch (fact) {
                case Link link -> link.contact().equals(lastElseFirst(links.get(link.anonymousId()), link.moment()));
                case Membership m -> {
                    Person person = person(m.userId(), m.anonymousId(), m.moment());
                    yield person == null || m.account().equals(accountOf(person, m.moment()));
                }
            };
        }

        boolean hasEarlier(Fact fact) {
            NavigableMap<Moment, ?> said = switch (fact) {
                case Link link -> links.get(link.anonymousId());
                case Membership m -> {
                    Person person = person(m.userId(), m.anonymousId(), m.moment());
                    yield person == null ? null : memberships.get(person);
                }
            };
            return said != null && said.floorKey(fact.moment()) != null;
        }

        private static <T> @Nullable T lastElseFirst(@Nullable NavigableMap<Moment, T> said, Moment moment) {
            if (said == null || said.isEmpty()) {
                return null;
            }
            Map.Entry<Moment, T> last = said.floorEntry(moment);
            return last == null ? said.firstEntry().getValue() : last.getValue();
        }
    }
}
