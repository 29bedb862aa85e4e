package io.desirepath.persona.contact.domain;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ContactId;
import io.desirepath.persona.account.domain.AccountSighting;
import io.desirepath.persona.profile.domain.Text;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whom a page of activities names, each once and with the latest time, whatever the order and however often an
 * activity is repeated.
 *
 * @param accounts by id
 * @param contacts when each contact last acted
 * @param links who acted for whom
 */
public record Sightings(
        Collection<AccountSighting> accounts, Map<ContactId, Instant> contacts, Collection<LinkSighting> links) {

    private static final int MAX_NAME_LENGTH = 256;

    private static final Comparator<ActivityRecorded> ORDER =
            Comparator.comparing(Sightings::happenedAt).thenComparing(ActivityRecorded::messageId);

    private record Link(ContactId contact, AccountId account) {}

    public static Sightings in(List<ActivityRecorded> activities) {
        Map<AccountId, AccountSighting> accounts = new TreeMap<>();
        Map<ContactId, Instant> contacts = new TreeMap<>();
        Map<Link, LinkSighting> links = new HashMap<>();
        // In one order, so that the last to be seen is the same however they came.
        for (ActivityRecorded activity : activities.stream().sorted(ORDER).toList()) {
            AccountId account = activity.accountId();
            ContactId contact = activity.contactId();
            Instant at = happenedAt(activity);
            String name = Text.clean(activity.accountName(), MAX_NAME_LENGTH);
            accounts.merge(account, new AccountSighting(account, name, at), AccountSighting::then);
            if (contact != null) {
                contacts.put(contact, at);
                links.put(new Link(contact, account), new LinkSighting(contact, account, at));
            }
        }
        return new Sightings(accounts.values(), contacts, links.values());
    }

    /** The ids of everything that may change because of this. */
    public Set<String> subjects() {
        Set<String> subjects = new TreeSet<>();
        accounts.forEach(a -> subjects.add(a.account().value()));
        contacts.keySet().forEach(c -> subjects.add(c.value()));
        return subjects;
    }

    /** A client's clock may run ahead; what we have already received did not happen later than that. */
    private static Instant happenedAt(ActivityRecorded activity) {
        return activity.at().isBefore(activity.receivedAt()) ? activity.at() : activity.receivedAt();
    }
}
