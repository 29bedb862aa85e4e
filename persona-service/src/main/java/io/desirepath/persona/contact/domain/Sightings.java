package io.desirepath.persona.contact.domain;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.persona.account.domain.HeardAccount;
import io.desirepath.persona.profile.domain.HeardTrait;
import io.desirepath.persona.profile.domain.HeardTraits;
import io.desirepath.persona.profile.domain.Text;
import io.desirepath.persona.profile.domain.TraitFilter.Misfit;
import io.desirepath.persona.profile.domain.TraitFilter.Sorted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a page of utterances adds to the profiles, without what was deleted since. Everything in it is a set, or merges
 * by {@link HeardTraits#merge}; only a withdrawal has to come after its recording, which the feed's order per account
 * ensures. So neither the order of utterances, their repetition nor the cut of pages matters.
 */
public final class Sightings {

    private final Tombstones tombstones;
    private final Set<AccountId> accounts = new TreeSet<>();
    private final Set<ContactId> contacts = new TreeSet<>();
    private final Map<Act.Key, Act> acts = new LinkedHashMap<>();
    private final Set<Act.Key> withdrawn = new LinkedHashSet<>();
    private final Set<Tie> groups = new LinkedHashSet<>();
    private final Map<AccountId, HeardTraits> accountTraits = new TreeMap<>();
    private final Map<ContactId, HeardTraits> contactTraits = new TreeMap<>();
    private final Map<String, List<Misfit>> accountMisfits = new TreeMap<>();
    private final Map<String, List<Misfit>> contactMisfits = new TreeMap<>();
    private int ignored;

    private Sightings(Tombstones tombstones) {
        this.tombstones = tombstones;
    }

    public static Sightings in(List<Utterance> page, Tombstones tombstones) {
        Sightings sightings = new Sightings(tombstones);
        for (Utterance utterance : page) {
            switch (utterance) {
                case Utterance.Recorded recorded -> sightings.see(recorded);
                case Utterance.Withdrawn gone -> sightings.see(gone);
                case Utterance.Identified identified ->
                    sightings.see(identified.contact(), identified.at(), identified.traits());
                case Utterance.Grouped grouped -> sightings.see(grouped);
            }
        }
        return sightings;
    }

    private void see(Utterance.Recorded recorded) {
        String name = Text.clean(recorded.accountName(), HeardAccount.MAX_NAME_LENGTH);
        see(recorded.account(), recorded.at(), name == null ? HeardTraits.NONE : named(recorded, name));
        ContactId contact = recorded.contact();
        if (contact != null) {
            see(contact, recorded.at(), Sorted.NOTHING);
            Act act = new Act(
                    recorded.message(),
                    new Tie(contact, recorded.account()),
                    recorded.event(),
                    recorded.touchpoint(),
                    recorded.at());
            if (tombstones.allow(act.tie(), act.at())) {
                acts.put(act.key(), act);
            }
        }
    }

    private void see(Utterance.Withdrawn gone) {
        if (gone.contact() != null) {
            Act.Key key = new Act.Key(gone.message(), new Tie(gone.contact(), gone.account()));
            acts.remove(key);
            withdrawn.add(key);
        }
    }

    private void see(Utterance.Grouped grouped) {
        see(grouped.account(), grouped.at(), grouped.traits().heard());
        ignored += grouped.traits().ignored();
        if (tombstones.allow(grouped.account(), grouped.at())) {
            add(accountMisfits, grouped.account().value(), grouped.traits().misfits());
        }
        if (grouped.contact() != null) {
            see(grouped.contact(), grouped.at(), Sorted.NOTHING);
            Tie tie = new Tie(grouped.contact(), grouped.account());
            if (tombstones.allow(tie, grouped.at())) {
                groups.add(tie);
            }
        }
    }

    private void see(ContactId contact, Instant at, Sorted said) {
        ignored += said.ignored();
        if (tombstones.allow(contact, at)) {
            contacts.add(contact);
            add(contactMisfits, contact.value(), said.misfits());
            contactTraits.merge(contact, said.heard(), (one, two) -> one.merge(two, HeardContact.WELL_KNOWN));
        }
    }

    private void see(AccountId account, Instant at, HeardTraits heard) {
        if (tombstones.allow(account, at)) {
            accounts.add(account);
            accountTraits.merge(account, heard, (one, two) -> one.merge(two, HeardAccount.WELL_KNOWN));
        }
    }

    /** Not confirmed, whoever said it: a name in passing gives way to one from a server's {@code group} call. */
    private static HeardTraits named(Utterance.Recorded recorded, String name) {
        return new HeardTraits(
                Map.of(HeardAccount.NAME, new HeardTrait(name, false, recorded.at(), recorded.message())));
    }

    private static void add(Map<String, List<Misfit>> misfits, String id, List<Misfit> said) {
        if (!said.isEmpty()) {
            misfits.computeIfAbsent(id, key -> new ArrayList<>()).addAll(said);
        }
    }

    /** The ids of everything that may change because of these utterances, deleted or not. */
    public static Set<String> subjects(List<Utterance> page) {
        Set<String> subjects = new TreeSet<>();
        for (Utterance utterance : page) {
            switch (utterance) {
                case Utterance.Recorded it -> add(subjects, it.account(), it.contact());
                case Utterance.Withdrawn it -> add(subjects, it.account(), it.contact());
                case Utterance.Identified it -> add(subjects, null, it.contact());
                case Utterance.Grouped it -> add(subjects, it.account(), it.contact());
            }
        }
        return subjects;
    }

    private static void add(Set<String> subjects, @Nullable AccountId account, @Nullable ContactId contact) {
        if (account != null) {
            subjects.add(account.value());
        }
        if (contact != null) {
            subjects.add(contact.value());
        }
    }

    public Set<AccountId> accounts() {
        return accounts;
    }

    public Set<ContactId> contacts() {
        return contacts;
    }

    /** What stands at the end of the page. */
    public List<Act> acts() {
        return List.copyOf(acts.values());
    }

    /** To be taken back before {@link #acts} are added: a page may bring an activity again after it withdrew it. */
    public Set<Act.Key> withdrawn() {
        return withdrawn;
    }

    public Set<Tie> groups() {
        return groups;
    }

    /** Without those of whom nothing was heard. */
    public Map<AccountId, HeardTraits> accountTraits() {
        return said(accountTraits);
    }

    /** Without those of whom nothing was heard. */
    public Map<ContactId, HeardTraits> contactTraits() {
        return said(contactTraits);
    }

    public Map<String, List<Misfit>> accountMisfits() {
        return accountMisfits;
    }

    public Map<String, List<Misfit>> contactMisfits() {
        return contactMisfits;
    }

    /** How many values could not be kept and are not of another type than declared. */
    public int ignored() {
        return ignored;
    }

    private static <K> Map<K, HeardTraits> said(Map<K, HeardTraits> traits) {
        Map<K, HeardTraits> said = new TreeMap<>(traits);
        said.values().removeIf(heard -> heard.byName().isEmpty());
        return said;
    }
}
