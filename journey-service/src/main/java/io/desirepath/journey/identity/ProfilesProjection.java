package io.desirepath.journey.identity;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.AccountProfile;
import io.desirepath.contracts.Consent;
import io.desirepath.contracts.ContactProfile;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.journey.stage.RewriteHistory;
import io.desirepath.service.feed.AccountLocks;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.feed.UnappliableEventException;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.LivingEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * From the feed {@code profiles}: which e-mail domains are whose, whose activity may not count, and in which role contacts
 * buy. Each may change what past activity counts for.
 */
@ApplicationScoped
public class ProfilesProjection implements FeedProjection {

    private final PostgresProfiles profiles;
    private final PostgresIdentity identity;
    private final AttributeActivities attribution;
    private final RewriteHistory journeys;
    private final Consequences consequences;
    private final LivingEvents living;

    ProfilesProjection(
            PostgresProfiles profiles,
            PostgresIdentity identity,
            AttributeActivities attribution,
            RewriteHistory journeys,
            Consequences consequences,
            LivingEvents living) {
        this.profiles = profiles;
        this.identity = identity;
        this.attribution = attribution;
        this.journeys = journeys;
        this.consequences = consequences;
        this.living = living;
    }

    @Override
    public String feed() {
        return Feeds.PROFILES;
    }

    /** The last thing that a page says of an account or contact: for a deleted account, that it has no domains. */
    private record Page(Map<String, AccountProfile> accounts, Map<String, ContactProfile> contacts) {
        Set<String> domains() {
            return accounts.values().stream()
                    .flatMap(account -> PostgresProfiles.ascii(account.domains()).stream())
                    .collect(toSet());
        }
    }

    @Override
    public void lock(Connection tx, List<FeedEvent> events) throws SQLException {
        Page page = relevant(tx, read(events, true));
        if (page.contacts().isEmpty()) {
            ErasureLock.shared(tx);
        } else {
            // A consent or a role changes for whatever the person does: nobody records anything meanwhile.
            ErasureLock.alone(tx);
        }
        Set<String> domains = page.domains();
        domains.addAll(profiles.domains(tx, page.accounts().keySet()));
        Set<String> contacts = profiles.contactsOf(tx, domains);
        Set<String> subjects = new HashSet<>(page.contacts().keySet());
        subjects.addAll(page.accounts().keySet());
        if (!contacts.isEmpty()) {
            attribution.lockAndLoad(tx, Set.of(), contacts, domains);
            if (!contacts.containsAll(profiles.contactsOf(tx, domains))) {
                throw new SQLException("contacts of these domains came meanwhile", "40001");
            }
            subjects.addAll(contacts);
            subjects.addAll(profiles.accountsWith(tx, domains));
        }
        subjects.addAll(profiles.accountsOf(tx, page.contacts().keySet()));
        AccountLocks.lock(tx, subjects);
        if (!subjects.containsAll(profiles.accountsOf(tx, page.contacts().keySet()))) {
            throw new SQLException("these contacts acted for another account meanwhile", "40001");
        }
    }

    @Override
    public void apply(Connection tx, List<FeedEvent> events) throws SQLException {
        Page page = relevant(tx, read(living.ofProfiles(tx, events), false));
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        applyDomains(tx, page.accounts().values(), now);
        applyContacts(tx, page.contacts().values());
    }

    @Override
    public void restart(Connection tx) throws SQLException {
        try (Statement sql = tx.createStatement()) {
            sql.executeUpdate("UPDATE account_profile SET revision = -1 WHERE revision <> -1");
            sql.executeUpdate("UPDATE contact_profile SET revision = -1 WHERE revision <> -1");
        }
    }

    /** Most profiles say nothing that matters here, and must not make those wait who record activity. */
    private Page relevant(Connection tx, Page page) throws SQLException {
        Set<String> accounts = profiles.knownAccounts(tx, page.accounts().keySet());
        Set<String> contacts = profiles.knownContacts(tx, page.contacts().keySet());
        page.accounts()
                .values()
                .removeIf(account -> account.domains().isEmpty()
                        && !accounts.contains(account.accountId().value()));
        page.contacts()
                .values()
                .removeIf(contact -> contact.profiling() == Consent.UNKNOWN
                        && contact.role() == null
                        && !contacts.contains(contact.contactId().value()));
        return page;
    }

    private void applyDomains(Connection tx, Collection<AccountProfile> accounts, Instant now) throws SQLException {
        Set<String> ids = accounts.stream().map(a -> a.accountId().value()).collect(toSet());
        Set<String> domains = profiles.domains(tx, ids);
        accounts.forEach(account -> domains.addAll(PostgresProfiles.ascii(account.domains())));
        Map<String, AccountId> before = identity.owners(tx, domains);
        profiles.saveAccounts(tx, accounts);
        Map<String, AccountId> after = identity.owners(tx, domains);
        Set<String> changed = domains.stream()
                .filter(domain -> !Objects.equals(before.get(domain), after.get(domain)))
                .collect(toSet());
        Set<String> contacts = profiles.contactsOf(tx, changed);
        if (!contacts.isEmpty()) {
            KnownFacts known = attribution.lockAndLoad(tx, Set.of(), contacts, changed);
            consequences.follow(tx, attribution.moves(tx, Reach.ofContacts(contacts), known, known.whoIsWho()), now);
        }
    }

    private void applyContacts(Connection tx, Collection<ContactProfile> contacts) throws SQLException {
        Set<String> changed = profiles.saveContacts(tx, contacts);
        Map<AccountId, Instant> rewritten = profiles.firstEvidence(tx, changed);
        if (!rewritten.isEmpty()) {
            journeys.rewrite(tx, rewritten);
        }
    }

    private static Page read(List<FeedEvent> events, boolean lenient) {
        var page = new Page(new HashMap<>(), new HashMap<>());
        for (FeedEvent event : events) {
            switch (event.type()) {
                case Feeds.ACCOUNT_UPDATED ->
                    payload(event, AccountProfile.class, lenient)
                            .ifPresent(account -> page.accounts().put(event.subject(), account));
                case Feeds.ACCOUNT_DELETED ->
                    payload(event, AccountProfile.class, lenient)
                            .ifPresent(account -> page.accounts().put(event.subject(), account.withoutDomains()));
                case Feeds.CONTACT_UPDATED ->
                    payload(event, ContactProfile.class, lenient)
                            .ifPresent(contact -> page.contacts().put(event.subject(), contact));
                default -> {}
            }
        }
        return page;
    }

    private static <T> Optional<T> payload(FeedEvent event, Class<T> type, boolean lenient) {
        try {
            return Optional.of(FeedJson.MAPPER.treeToValue(event.data(), type));
        } catch (JsonProcessingException e) {
            if (lenient) {
                return Optional.empty();
            }
            throw new UnappliableEventException("not a " + type.getSimpleName() + ": " + event.id());
        }
    }
}
