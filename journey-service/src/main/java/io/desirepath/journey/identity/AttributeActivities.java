package io.desirepath.journey.identity;

import io.desirepath.contracts.ContactId;
import io.desirepath.journey.activity.PersonalActivities;
import io.desirepath.journey.activity.domain.Activity;
import io.desirepath.journey.activity.domain.Attributed;
import io.desirepath.journey.activity.domain.Attribution;
import io.desirepath.journey.activity.domain.Claim;
import io.desirepath.journey.activity.domain.Ground;
import io.desirepath.journey.activity.domain.Move;
import io.desirepath.journey.activity.domain.Sender;
import io.desirepath.journey.identity.domain.Moment;
import io.desirepath.journey.identity.domain.WhoIsWho;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out for whom activities count. What a group of calls says about who is who may change that for activities of the
 * past too: what a visitor did counts once the visitor is known.
 */
@Singleton
public class AttributeActivities {

    private final PostgresIdentity identity;
    private final PersonalActivities log;
    private final FactsIn factsIn;

    AttributeActivities(PostgresIdentity identity, PersonalActivities log, FactsIn factsIn) {
        this.identity = identity;
        this.log = log;
        this.factsIn = factsIn;
    }

    /**
     * @param arrived for whom each of the activities counts
     * @param moves activities of the past that count for somebody else from now on
     * @param news what has to be remembered
     */
    public record Resolution(List<Attributed> arrived, List<Move> moves, NewFacts news) {}

    /** Whether who acted, and for whom, cannot depend on anything else, and nothing else on this. */
    public static boolean isSettled(Activity activity) {
        Sender sender = activity.sender();
        return sender.server()
                && sender.groupId() != null
                && (sender.userId() != null || sender.anonymousId() == null)
                && activity.claim() instanceof Claim.Nothing;
    }

    /**
     * Resolves activities that were not recorded before. Holds the locks of the persons from now on.
     *
     * @throws PersonsChangedException if what was said about them changed meanwhile: roll back and try again
     */
    public Resolution resolve(Connection tx, Collection<Activity> activities) throws SQLException {
        List<Activity> open = activities.stream().filter(a -> !isSettled(a)).toList();
        if (open.isEmpty()) {
            return new Resolution(
                    activities.stream().map(AttributeActivities::asNamed).toList(), List.of(), NewFacts.NONE);
        }
        NewFacts news = factsIn.activities(open);
        KnownFacts before = lockAndLoad(tx, visitors(open), contacts(open), domains(news));
        WhoIsWho after = before.with(news).whoIsWho();
        List<Attributed> arrived = activities.stream()
                .map(a -> isSettled(a) ? asNamed(a) : new Attributed(a, attribution(after, a)))
                .toList();
        return new Resolution(arrived, moves(tx, Reach.of(before, news, after), before, after), news);
    }

    /** Stores what {@link #resolve} found out. */
    public void remember(Connection tx, NewFacts news, Instant receivedAt) throws SQLException {
        identity.add(tx, news, receivedAt);
    }

    /** Locks persons and domains, and reads what is known of them under the locks. */
    KnownFacts lockAndLoad(Connection tx, Set<String> visitors, Set<String> contacts, Set<String> domains)
            throws SQLException {
        Set<String> locks = new HashSet<>(identity.load(tx, visitors, contacts).locks());
        visitors.forEach(id -> locks.add(PersonLocks.visitor(id)));
        contacts.forEach(id -> locks.add(PersonLocks.contact(id)));
        domains.forEach(domain -> locks.add(PersonLocks.domain(domain)));
        PersonLocks.lock(tx, locks);
        KnownFacts known = identity.load(tx, visitors, contacts);
        if (!locks.containsAll(known.locks())) {
            throw new PersonsChangedException();
        }
        Set<String> all = new HashSet<>(domains);
        known.domains().values().forEach(fact -> {
            if (fact.domain() != null) {
                all.add(fact.domain());
            }
        });
        return all.isEmpty() ? known : known.withOwners(identity.owners(tx, all));
    }

    /** The activities in reach that count for somebody else than the log says. */
    List<Move> moves(Connection tx, Reach reach, KnownFacts known, WhoIsWho after) throws SQLException {
        List<Attributed> candidates = new ArrayList<>(log.ofVisitors(tx, reach.visitors()));
        candidates.addAll(log.ofContacts(tx, reach.contacts()));
        Set<String> loaded = new HashSet<>(reach.visitors().keySet());
        known.links().forEach(link -> loaded.add(link.anonymousId()));
        Set<String> seen = new HashSet<>();
        List<Move> moves = new ArrayList<>();
        for (Attributed candidate : candidates) {
            Attribution to = attribution(after, withStandingContact(candidate, loaded));
            if (seen.add(candidate.activity().messageId().value()) && !to.equals(candidate.to())) {
                moves.add(new Move(candidate, to));
            }
        }
        return moves;
    }

    /** Of a visitor about whom nothing is being said, what the log says stands. */
    private static Activity withStandingContact(Attributed logged, Set<String> loadedVisitors) {
        Activity activity = logged.activity();
        Sender sender = activity.sender();
        ContactId contact = logged.to().contact();
        return contact == null || sender.userId() != null || loadedVisitors.contains(sender.anonymousId())
                ? activity
                : activity.from(new Sender(contact, sender.anonymousId(), sender.groupId(), sender.server()));
    }

    private static Attribution attribution(WhoIsWho who, Activity activity) {
        return who.attribute(
                new Moment(activity.at(), activity.messageId().value()), activity.sender(), activity.needsProof());
    }

    private static Attributed asNamed(Activity activity) {
        return new Attributed(
                activity,
                new Attribution(activity.sender().userId(), activity.sender().groupId(), Ground.NAMED));
    }

    private static Set<String> visitors(List<Activity> activities) {
        Set<String> visitors = new HashSet<>();
        for (Activity activity : activities) {
            if (activity.sender().anonymousId() != null) {
                visitors.add(activity.sender().anonymousId());
            }
            if (activity.claim() instanceof Claim.Aliased(String previousId)) {
                visitors.add(previousId);
            }
        }
        return visitors;
    }

    private static Set<String> domains(NewFacts news) {
        return news.domains().values().stream()
                .flatMap(fact -> Stream.ofNullable(fact.domain()))
                .collect(Collectors.toSet());
    }

    private static Set<String> contacts(List<Activity> activities) {
        return activities.stream()
                .flatMap(activity -> Stream.ofNullable(activity.sender().userId()))
                .map(ContactId::value)
                .collect(Collectors.toSet());
    }
}
