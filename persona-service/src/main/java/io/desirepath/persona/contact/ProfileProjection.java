package io.desirepath.persona.contact;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.persona.account.AccountHearing;
import io.desirepath.persona.account.AccountProfiles;
import io.desirepath.persona.account.Accounts;
import io.desirepath.persona.contact.domain.Sightings;
import io.desirepath.persona.contact.domain.Utterance;
import io.desirepath.persona.profile.TraitTypes;
import io.desirepath.persona.profile.domain.TraitSubject;
import io.desirepath.service.feed.AccountLocks;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.feed.FeedRecord;
import io.desirepath.service.privacy.LivingEvents;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Derives profiles from what journey-service tells: who exists, what is said of them, who acts for whom. Whatever the
 * order of events, their repetition and the cut of pages, the profiles come out the same ({@link Sightings}).
 */
@ApplicationScoped
public class ProfileProjection implements FeedProjection {

    private final Accounts accounts;
    private final AccountHearing accountHearing;
    private final ContactLinks contacts;
    private final ContactHearing contactHearing;
    private final Graves graves;
    private final LivingEvents living;
    private final TraitTypes traitTypes;
    private final ChangeFeed profiles;
    private final Counter ignoredTraits;

    ProfileProjection(
            Accounts accounts,
            AccountHearing accountHearing,
            ContactLinks contacts,
            ContactHearing contactHearing,
            Graves graves,
            LivingEvents living,
            TraitTypes traitTypes,
            @Identifier(Feeds.PROFILES) ChangeFeed profiles,
            MeterRegistry metrics) {
        this.accounts = accounts;
        this.accountHearing = accountHearing;
        this.contacts = contacts;
        this.contactHearing = contactHearing;
        this.graves = graves;
        this.living = living;
        this.traitTypes = traitTypes;
        this.profiles = profiles;
        this.ignoredTraits = metrics.counter("desirepath.profiles.traits.ignored");
    }

    @Override
    public String feed() {
        return Feeds.ACTIVITIES;
    }

    @Override
    public void lock(Connection tx, List<FeedEvent> events) throws SQLException {
        Set<String> subjects = new HashSet<>();
        for (FeedEvent event : events) {
            subjects.add(event.subject());
            JsonNode contact = event.data().path("contactId");
            if (contact.isTextual()) {
                subjects.add(contact.textValue());
            }
        }
        AccountLocks.lock(tx, subjects);
    }

    @Override
    public void apply(Connection tx, List<FeedEvent> all) throws SQLException {
        List<FeedEvent> events = living.ofActivity(tx, all);
        UtteranceReader reader = reader(tx, events);
        List<Utterance> page =
                events.stream().flatMap(event -> reader.read(event).stream()).toList();
        Sightings seen = Sightings.in(page, graves.of(tx, Sightings.subjects(page)));
        List<FeedRecord> news = new ArrayList<>();

        Set<String> changedAccounts = new HashSet<>(accounts.createStubs(tx, seen.accounts()));
        changedAccounts.addAll(accountHearing.hear(tx, seen.accountTraits()));
        news.addAll(AccountProfiles.updated(tx, changedAccounts));

        Set<String> created = contacts.createStubs(tx, seen.contacts());
        Set<String> tied = contacts.apply(tx, seen);
        tied.removeAll(created);
        ContactLinks.revise(tx, tied);
        Set<String> changedContacts = new HashSet<>(created);
        changedContacts.addAll(tied);
        changedContacts.addAll(contactHearing.hear(tx, seen.contactTraits()));
        news.addAll(ContactProfiles.updated(tx, changedContacts));

        traitTypes.record(tx, TraitSubject.ACCOUNT, seen.accountMisfits());
        traitTypes.record(tx, TraitSubject.CONTACT, seen.contactMisfits());
        ignoredTraits.increment(seen.ignored());
        profiles.append(tx, news);
    }

    private UtteranceReader reader(Connection tx, List<FeedEvent> events) throws SQLException {
        boolean traits = events.stream()
                .anyMatch(event ->
                        Set.of(Feeds.CONTACT_IDENTIFIED, Feeds.ACCOUNT_GROUPED).contains(event.type()));
        return traits
                ? new UtteranceReader(traitTypes.of(tx, TraitSubject.ACCOUNT), traitTypes.of(tx, TraitSubject.CONTACT))
                : new UtteranceReader(Map.of(), Map.of());
    }
}
