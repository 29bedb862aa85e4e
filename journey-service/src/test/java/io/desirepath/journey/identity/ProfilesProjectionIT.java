package io.desirepath.journey.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Consent;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ContactProfile;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.service.feed.FeedJson;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProfilesProjectionIT extends JourneyServiceIT {

    @Inject
    ProfilesProjection projection;

    @Inject
    DataSource database;

    @Test
    void aRoleWeighsThePastTheSameWheneverItBecomesKnown() {
        told("bea", BuyingRole.BUYER, Consent.UNKNOWN, 1);
        act("A", "ann");
        act("B", "bea");
        String withoutRole = stored("A");
        told("ann", BuyingRole.BUYER, Consent.UNKNOWN, 1);

        assertThat(stored("A")).isNotEqualTo(withoutRole).isEqualTo(stored("B"));
        told("ann", null, Consent.UNKNOWN, 2);
        assertThat(stored("A")).isEqualTo(withoutRole);
        told("ann", BuyingRole.BUYER, Consent.UNKNOWN, 1);
        assertThat(stored("A")).as("an older profile says nothing new").isEqualTo(withoutRole);
    }

    @Test
    void whatSomebodyDoesWhoDeniesProfilingCountsOnlyWhileTheyDoNot() throws SQLException {
        act("A", "ann");
        batch(event("other", "Product Viewed", "A", "bob", daysAgo(2), "{}"));
        String before = stored("A");
        told("ann", null, Consent.DENIED, 1);

        assertThat(get("/v1/accounts/A/journey").findValuesAsText("contactId")).containsOnly("bob");
        batch(event("more", "Quote Requested", "A", "ann", daysAgo(1), "{}"));
        assertThat(get("/v1/accounts/A/journey").findValuesAsText("messageId")).doesNotContain("more");
        told("ann", null, Consent.GRANTED, 2);
        assertThat(get("/v1/accounts/A/journey").findValuesAsText("messageId")).contains("more");
        execute("DELETE FROM activity WHERE message_id = 'more'");
        told("ann", null, Consent.DENIED, 3);
        told("ann", null, Consent.GRANTED, 4);
        assertThat(stored("A")).isEqualTo(before);
    }

    private static void act(String account, String contact) {
        batch(
                event(account + "1", "Product Viewed", account, contact, Instant.parse("2026-10-01T10:00:00Z"), "{}"),
                event(account + "2", "Pricing Viewed", account, contact, Instant.parse("2026-10-03T10:00:00Z"), "{}"),
                event(account + "3", "Quote Requested", account, contact, Instant.parse("2026-10-05T10:00:00Z"), "{}"));
    }

    /** Beliefs, without who was seen. */
    private String stored(String account) {
        return rows("SELECT state ->> 'b' || '|' || (state ->> 'd') FROM account_stage WHERE account_id = '" + account
                        + "'")
                .getFirst();
    }

    private void told(String contact, @Nullable BuyingRole role, Consent profiling, long revision) {
        var profile = new ContactProfile(
                new ContactId(contact),
                List.of(),
                role,
                null,
                null,
                null,
                profiling,
                Consent.UNKNOWN,
                Consent.UNKNOWN,
                null,
                null,
                false,
                revision);
        List<FeedEvent> page = List.of(new FeedEvent(
                UUID.randomUUID().toString(),
                "/feeds/" + Feeds.PROFILES,
                Feeds.CONTACT_UPDATED,
                contact,
                Instant.now(),
                FeedJson.MAPPER.valueToTree(profile)));
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                projection.lock(tx, page);
                projection.apply(tx, page);
            }
            return true;
        });
    }
}
