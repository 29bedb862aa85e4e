package io.desirepath.journey.segment.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.AccountProfile;
import io.desirepath.contracts.ContactProfile;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MembershipChanged.Trigger;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.feed.UnappliableEventException;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.LivingEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From the feed {@code profiles}: what conditions of segments ask of accounts and contacts. A reader beside that of
 * identities, so that neither waits for the other, and under no lock that recording waits for.
 */
@ApplicationScoped
public class SegmentProfiles implements FeedProjection {

    private final LivingEvents living;

    SegmentProfiles(LivingEvents living) {
        this.living = living;
    }

    @Override
    public String feed() {
        return Feeds.PROFILES;
    }

    @Override
    public String name() {
        return "segment-profiles";
    }

    @Override
    public void lock(Connection tx, List<FeedEvent> events) throws SQLException {
        ErasureLock.shared(tx);
    }

    @Override
    public void apply(Connection tx, List<FeedEvent> events) throws SQLException {
        Map<String, Told<AccountProfile>> accounts = new LinkedHashMap<>();
        Map<String, Told<ContactProfile>> contacts = new LinkedHashMap<>();
        for (FeedEvent event : living.ofProfiles(tx, events)) {
            switch (event.type()) {
                case Feeds.ACCOUNT_UPDATED -> accounts.put(event.subject(), present(event, AccountProfile.class));
                case Feeds.ACCOUNT_DELETED -> accounts.put(event.subject(), deleted(event, AccountProfile.class));
                case Feeds.CONTACT_UPDATED -> contacts.put(event.subject(), present(event, ContactProfile.class));
                case Feeds.CONTACT_DELETED -> contacts.put(event.subject(), deleted(event, ContactProfile.class));
                default -> {}
            }
        }
        DueSubjects due = new DueSubjects();
        AccountRows.save(tx, accounts, due);
        ContactRows.save(tx, contacts, due);
        due.save(tx, Trigger.PROFILE);
    }

    @Override
    public void restart(Connection tx) throws SQLException {
        try (Statement sql = tx.createStatement()) {
            sql.executeUpdate("UPDATE segment_account SET revision = -1 WHERE revision <> -1");
            sql.executeUpdate("UPDATE segment_contact SET revision = -1 WHERE revision <> -1");
        }
    }

    /**
     * The last that a page says of somebody.
     *
     * @param state the last one, if the profile was deleted
     */
    record Told<T>(T state, boolean isDeleted) {}

    private static <T> Told<T> present(FeedEvent event, Class<T> type) {
        return new Told<>(payload(event, type), false);
    }

    private static <T> Told<T> deleted(FeedEvent event, Class<T> type) {
        return new Told<>(payload(event, type), true);
    }

    private static <T> T payload(FeedEvent event, Class<T> type) {
        try {
            return FeedJson.MAPPER.treeToValue(event.data(), type);
        } catch (JsonProcessingException e) {
            throw new UnappliableEventException("not a " + type.getSimpleName() + ": " + event.id());
        }
    }
}
