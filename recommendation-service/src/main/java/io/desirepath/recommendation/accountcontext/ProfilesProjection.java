package io.desirepath.recommendation.accountcontext;

import io.desirepath.contracts.AccountProfile;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.LivingEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the feed {@code profiles}: which accounts and contacts there are. Only the last state of an account in a page matters. */
@ApplicationScoped
public class ProfilesProjection implements FeedProjection {

    private static final String UPSERT = """
            INSERT INTO account_context (account_id, name, country, industry, price_group, catalog_group, parent_id,
                stub, profile_revision, revision)
            SELECT p.*, 1
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[],
                        ?::bigint[])
                AS p (account_id, name, country, industry, price_group, catalog_group, parent_id, stub, profile_revision)
            ORDER BY p.account_id COLLATE "C"
            ON CONFLICT (account_id) DO UPDATE SET
                known = true, name = excluded.name, country = excluded.country, industry = excluded.industry,
                price_group = excluded.price_group, catalog_group = excluded.catalog_group,
                parent_id = excluded.parent_id, stub = excluded.stub, profile_revision = excluded.profile_revision,
                revision = account_context.revision + 1
            WHERE excluded.profile_revision > account_context.profile_revision""";

    // What the journey or an order says of the account stays: deleting a profile is not an erasure. A deletion carries
    // the last state, and may carry its revision too.
    private static final String FORGET = """
            UPDATE account_context a SET
                name = NULL, country = NULL, industry = NULL, price_group = NULL, catalog_group = NULL,
                parent_id = NULL, stub = NULL, profile_revision = d.profile_revision,
                known = a.stage IS NOT NULL OR EXISTS (SELECT 1 FROM purchase p WHERE p.account_id = a.account_id),
                revision = a.revision + 1
            FROM unnest(?::text[], ?::bigint[]) AS d (account_id, profile_revision)
            WHERE a.account_id = d.account_id
              AND a.stub IS NOT NULL AND d.profile_revision >= a.profile_revision""";

    private static final String LOCK = """
            SELECT account_id FROM account_context WHERE account_id = ANY (?) ORDER BY account_id FOR UPDATE""";

    private final AccountContexts contexts;
    private final LivingEvents living;
    /** Accounts whose people have changed, until that is committed. One too many does no harm. */
    private final Set<String> peopled = ConcurrentHashMap.newKeySet();

    private final Subsidiaries subsidiaries;

    ProfilesProjection(AccountContexts contexts, LivingEvents living, Subsidiaries subsidiaries) {
        this.contexts = contexts;
        this.living = living;
        this.subsidiaries = subsidiaries;
    }

    @Override
    public String feed() {
        return Feeds.PROFILES;
    }

    /** The last thing that a page says of an account. */
    private record Last(boolean deleted, AccountProfile profile) {}

    @Override
    public void lock(Connection tx, List<FeedEvent> events) throws SQLException {
        ErasureLock.shared(tx);
    }

    @Override
    public void apply(Connection tx, List<FeedEvent> events) throws SQLException {
        List<AccountProfile> updated = new ArrayList<>();
        List<AccountProfile> deleted = new ArrayList<>();
        List<FeedEvent> alive = living.ofProfiles(tx, events);
        Map<String, Last> latest = latest(alive);
        latest.values().forEach(last -> (last.deleted() ? deleted : updated).add(last.profile()));
        ContactProfiles contacts = ContactProfiles.in(alive);
        Set<String> ofContacts = contacts.accounts(tx);
        // Whoever is below an account may inherit its contract.
        Set<String> below = subsidiaries.below(tx, latest.keySet());
        Set<String> all = new TreeSet<>(latest.keySet());
        all.addAll(ofContacts);
        all.addAll(below);
        lock(tx, all);
        update(tx, updated);
        forget(tx, deleted);
        below.removeAll(latest.keySet());
        subsidiaries.revise(tx, below);
        contacts.write(tx, ofContacts);
        peopled.addAll(ofContacts);
    }

    @Override
    public void restart(Connection tx) throws SQLException {
        try (Statement sql = tx.createStatement()) {
            sql.executeUpdate("UPDATE account_context SET profile_revision = -1 WHERE profile_revision <> -1");
            sql.executeUpdate("UPDATE contact_profile SET revision = -1 WHERE revision <> -1");
        }
    }

    @Override
    public void committed(List<FeedEvent> events) {
        Set<String> changed = FeedPayload.accounts(events, Set.of(Feeds.ACCOUNT_UPDATED, Feeds.ACCOUNT_DELETED));
        changed.addAll(subsidiaries.below(changed));
        List<String> drained = List.copyOf(peopled);
        drained.forEach(peopled::remove);
        changed.addAll(drained);
        contexts.changed(changed);
    }

    private static Map<String, Last> latest(List<FeedEvent> events) {
        Map<String, Last> latest = new TreeMap<>();
        for (FeedEvent event : events) {
            boolean deleted = event.type().equals(Feeds.ACCOUNT_DELETED);
            if (deleted || event.type().equals(Feeds.ACCOUNT_UPDATED)) {
                AccountProfile profile = FeedPayload.of(event, AccountProfile.class);
                latest.put(profile.accountId().value(), new Last(deleted, profile));
            }
        }
        return latest;
    }

    /** In the order of the ids, as every projection does. */
    private static void lock(Connection tx, Collection<String> accounts) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(LOCK)) {
            select.setArray(1, tx.createArrayOf("text", accounts.toArray()));
            select.executeQuery();
        }
    }

    private static void update(Connection tx, List<AccountProfile> profiles) throws SQLException {
        if (profiles.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = tx.prepareStatement(UPSERT)) {
            upsert.setArray(1, array(tx, "text", profiles, p -> p.accountId().value()));
            upsert.setArray(2, array(tx, "text", profiles, AccountProfile::name));
            upsert.setArray(3, array(tx, "text", profiles, AccountProfile::country));
            upsert.setArray(4, array(tx, "text", profiles, AccountProfile::industry));
            upsert.setArray(5, array(tx, "text", profiles, AccountProfile::priceGroup));
            upsert.setArray(6, array(tx, "text", profiles, AccountProfile::catalogGroup));
            upsert.setArray(7, array(tx, "text", profiles, ProfilesProjection::parent));
            upsert.setArray(8, array(tx, "bool", profiles, AccountProfile::stub));
            upsert.setArray(9, array(tx, "int8", profiles, AccountProfile::revision));
            upsert.executeUpdate();
        }
    }

    private static void forget(Connection tx, List<AccountProfile> profiles) throws SQLException {
        if (profiles.isEmpty()) {
            return;
        }
        try (PreparedStatement update = tx.prepareStatement(FORGET)) {
            update.setArray(1, array(tx, "text", profiles, p -> p.accountId().value()));
            update.setArray(2, array(tx, "int8", profiles, AccountProfile::revision));
            update.executeUpdate();
        }
    }

    private static @Nullable String parent(AccountProfile profile) {
        return profile.parentId() == null ? null : profile.parentId().value();
    }

    private static Array array(
            Connection tx,
            String type,
            Collection<AccountProfile> profiles,
            Function<AccountProfile, @Nullable Object> value)
            throws SQLException {
        return tx.createArrayOf(type, profiles.stream().map(value).toArray());
    }
}
