package io.desirepath.journey.segment.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.AccountProfile;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Consent;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ContactProfile;
import io.desirepath.contracts.ContactProfile.AssignedPersona;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.ProductId;
import io.desirepath.contracts.ReorderChanged;
import io.desirepath.contracts.ReorderWithdrawn;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.journey.segment.WithoutWorker;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedProjection;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithoutWorker.class)
class SegmentProfilesIT extends JourneyServiceIT {

    private static final Instant DUE = Instant.parse("2026-10-01T00:00:00Z");

    @Inject
    SegmentProfiles profiles;

    @Inject
    SegmentReorders reorders;

    @Test
    void whatIsToldIsKeptAndWhomItConcernsIsDue() {
        tell(account("acme", "Acme", 7, 1), account("seen", null, null, 1), ann(BuyingRole.BUYER, 1, "acme", "other"));

        assertThat(rows("SELECT account_id, name, country, employees FROM segment_account ORDER BY 1"))
                .containsExactly("acme|Acme|GB|7", "seen|null|null|null");
        assertThat(rows("SELECT role, department, seniority, persona_id, persona_probability, profiling,"
                        + " marketing_email, advertising, email_sha256 FROM segment_contact"))
                .containsExactly("BUYER|Tools|VP|thrifty|0.75|UNKNOWN|GRANTED|DENIED|abc");
        assertThat(rows("SELECT contact_id, account_id FROM segment_contact_account ORDER BY 2"))
                .containsExactly("ann|acme", "ann|other");
        assertThat(due()).containsExactly("ACCOUNT|acme|PROFILE", "ACCOUNT|other|PROFILE", "CONTACT|ann|PROFILE");
    }

    @Test
    void whatIsOlderOrNothingNewMakesNobodyDue() {
        tell(account("acme", "Acme", 7, 5), ann(BuyingRole.BUYER, 5, "acme"));
        due();

        tell(account("acme", "Acme", 7, 6), ann(BuyingRole.BUYER, 6, "acme"));
        tell(account("acme", "Older", 8, 5), ann(BuyingRole.USER, 5, "other"));

        assertThat(due()).isEmpty();
        assertThat(rows("SELECT name, revision FROM segment_account")).containsExactly("Acme|6");
        assertThat(rows("SELECT role, account_id FROM segment_contact JOIN segment_contact_account USING (contact_id)"))
                .containsExactly("BUYER|acme");
    }

    @Test
    void onlyTheAccountsThatAContactJoinsOrLeavesAreDueForIt() {
        tell(ann(BuyingRole.BUYER, 1, "stays", "left"));
        due();

        tell(ann(BuyingRole.BUYER, 2, "stays", "joined"));
        assertThat(due()).containsExactly("ACCOUNT|joined|PROFILE", "ACCOUNT|left|PROFILE", "CONTACT|ann|PROFILE");

        tell(ann(BuyingRole.USER, 3, "stays"));
        assertThat(due()).containsExactly("ACCOUNT|joined|PROFILE", "ACCOUNT|stays|PROFILE", "CONTACT|ann|PROFILE");
    }

    @Test
    void whoDeniesToBeProfiledIsNotCountedForAnyAccountAnyMore() {
        batch(event("visit", "Page Viewed", "elsewhere", "ann", daysAgo(1), "{}"));
        tell(ann(BuyingRole.BUYER, 1, "acme"));
        due();

        FeedEvent denial = ann(BuyingRole.BUYER, 2, "acme");
        ((ObjectNode) denial.data()).put("profiling", "DENIED");
        tell(denial);

        assertThat(due()).containsExactly("ACCOUNT|acme|PROFILE", "ACCOUNT|elsewhere|PROFILE", "CONTACT|ann|PROFILE");
    }

    @Test
    void whoIsDeletedIsGoneAndThoseAroundAreDue() {
        tell(account("acme", "Acme", 7, 1), ann(null, 1, "acme"));
        due();

        tell(deleted(account("acme", "Acme", 7, 0)));
        assertThat(due()).as("an older word").isEmpty();
        tell(deleted(account("acme", "Acme", 7, 2)), deleted(ann(null, 2, "acme")));

        assertThat(due()).containsExactly("ACCOUNT|acme|PROFILE", "CONTACT|ann|PROFILE");
        for (String table : List.of("segment_account", "segment_contact", "segment_contact_account")) {
            assertThat(count(table)).as(table).isZero();
        }
    }

    @Test
    void inANewEpochLowerRevisionsAreNews() {
        tell(account("acme", "Acme", 7, 90), ann(BuyingRole.BUYER, 90, "acme"));
        in(tx -> profiles.restart(tx));
        tell(account("acme", "Restored", 7, 3), ann(BuyingRole.USER, 3, "acme"));

        assertThat(rows("SELECT name, role FROM segment_account, segment_contact"))
                .containsExactly("Restored|USER");
    }

    @Test
    void aProfileOfAnOlderReleaseGrantsNothing() {
        FeedEvent event = ann(null, 1, "acme");
        ((ObjectNode) event.data()).remove(List.of("marketingEmail", "advertising", "emailSha256", "seniority"));
        tell(event);

        assertThat(rows("SELECT seniority, marketing_email, advertising, email_sha256 FROM segment_contact"))
                .containsExactly("null|UNKNOWN|UNKNOWN|null");
    }

    @Test
    void nobodyWhoRecordsWaitsForIt() {
        FeedEvent event = ann(BuyingRole.BUYER, 1, "acme");
        in(tx -> {
            profiles.lock(tx, List.of(event));
            profiles.apply(tx, List.of(event));
            batch(event("m", "Product Viewed", "acme", "ann", daysAgo(1), "{}"));
        });

        assertThat(count("segment_contact")).isEqualTo(1);
    }

    @Test
    void whatWasNotBoughtAgainIsKeptUntilItIs() {
        told(reorders, reorder(Feeds.REORDER_OVERDUE, "oil"), reorder(Feeds.REORDER_OVERDUE, "filter"));
        told(reorders, reorder(Feeds.REORDER_LAPSED, "oil"));
        assertThat(
                        rows(
                                "SELECT account_id, product_id, state, due_at AT TIME ZONE 'UTC' FROM segment_reorder ORDER BY 2"))
                .containsExactly("acme|filter|OVERDUE|2026-10-01 00:00:00", "acme|oil|LAPSED|2026-10-01 00:00:00");
        assertThat(due()).containsExactly("ACCOUNT|acme|REORDER", "ACCOUNT|acme|REORDER");

        told(reorders, reorder(Feeds.REORDER_LAPSED, "oil"), reorder(Feeds.REORDER_BOUGHT_AGAIN, "never overdue"));
        assertThat(due()).as("nothing new").isEmpty();

        told(reorders, reorder(Feeds.REORDER_BOUGHT_AGAIN, "oil"), withdrawn("filter"));
        assertThat(count("segment_reorder")).isZero();
        assertThat(due()).containsExactly("ACCOUNT|acme|REORDER");
    }

    private static FeedEvent account(String id, @Nullable String name, @Nullable Integer employees, long revision) {
        String country = name == null ? null : "GB";
        return event(
                Feeds.ACCOUNT_UPDATED,
                id,
                new AccountProfile(
                        new AccountId(id),
                        name,
                        country,
                        null,
                        employees,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        name == null,
                        revision));
    }

    private static FeedEvent ann(@Nullable BuyingRole role, long revision, String... accounts) {
        return event(
                Feeds.CONTACT_UPDATED,
                "ann",
                new ContactProfile(
                        new ContactId("ann"),
                        Stream.of(accounts).map(AccountId::new).toList(),
                        role,
                        role == null ? null : 1d,
                        "Tools",
                        "VP",
                        Consent.UNKNOWN,
                        Consent.GRANTED,
                        Consent.DENIED,
                        "abc",
                        new AssignedPersona("thrifty", 1, 0.75),
                        false,
                        revision));
    }

    private static FeedEvent deleted(FeedEvent updated) {
        String type = updated.type().replace("updated", "deleted");
        return new FeedEvent(updated.id(), updated.source(), type, updated.subject(), updated.time(), updated.data());
    }

    private static FeedEvent reorder(String type, String product) {
        return event(
                type,
                "acme",
                new ReorderChanged(
                        new AccountId("acme"), new ProductId(product), DUE.minusSeconds(9), DUE, 6, 0.5, DUE, 1));
    }

    private static FeedEvent withdrawn(String product) {
        return event(
                Feeds.REORDER_WITHDRAWN,
                "acme",
                new ReorderWithdrawn(new AccountId("acme"), new ProductId(product), DUE, 1));
    }

    private static FeedEvent event(String type, String subject, Object data) {
        return new FeedEvent(
                UUID.randomUUID().toString(),
                "/feeds/any",
                type,
                subject,
                Instant.now(),
                FeedJson.MAPPER.valueToTree(data));
    }

    private void tell(FeedEvent... events) {
        told(profiles, events);
    }

    private void told(FeedProjection projection, FeedEvent... events) {
        in(tx -> {
            projection.lock(tx, List.of(events));
            projection.apply(tx, List.of(events));
        });
    }

    /** Who became due since it was asked last. */
    private List<String> due() {
        return rows("WITH gone AS (DELETE FROM segment_due RETURNING *)"
                + " SELECT subject, subject_id, trigger FROM gone ORDER BY 1, 2");
    }

    private interface Work {
        void in(Connection tx) throws SQLException;
    }

    private void in(Work work) {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                work.in(tx);
                return true;
            }
        });
    }
}
