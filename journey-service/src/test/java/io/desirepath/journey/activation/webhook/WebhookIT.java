package io.desirepath.journey.activation.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MembershipChanged;
import io.desirepath.contracts.MembershipChanged.Trigger;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedRecord;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Segments whose members change as a test says, and receivers that are sent these changes. */
abstract class WebhookIT extends JourneyServiceIT {

    static final String HOT = "hot";
    static final String COLD = "cold";

    @Inject
    @Identifier(Feeds.MEMBERSHIPS)
    ChangeFeed memberships;

    private final List<Receiver> receivers = new ArrayList<>();

    @BeforeEach
    void makeSegments() throws SQLException {
        for (String table :
                List.of("webhook_message", "webhook", "segment_member", "feed_memberships", "erased_subject")) {
            execute("DELETE FROM " + table);
        }
        execute("DELETE FROM segment WHERE NOT built_in");
        for (String segment : List.of(HOT, COLD)) {
            execute("INSERT INTO segment (id, name, subject, built_in, condition, version, state) VALUES ('" + segment
                    + "', '" + segment
                    + "', 'ACCOUNT', false, '{\"type\": \"country\", \"anyOf\": [\"AQ\"]}', 3, 'CURRENT')");
        }
    }

    @AfterEach
    void stopReceivers() throws SQLException {
        receivers.forEach(Receiver::close);
        execute("UPDATE webhook SET state = 'DELETING'");
    }

    Receiver receiver() throws Exception {
        var receiver = new Receiver();
        receivers.add(receiver);
        return receiver;
    }

    /** @return its id */
    static String webhook(Receiver receiver, String segments, boolean backfill) {
        return created(receiver.url(), segments, backfill).at("/webhook/id").asText();
    }

    static JsonNode created(String url, String segments, boolean backfill) {
        return json(post("/v1/webhooks", """
                        {"url": "%s", "segments": %s, "backfill": %s}""".formatted(url, segments, backfill))
                .statusCode(201)
                .extract()
                .response());
    }

    static JsonNode deliveries(String webhook, String query) {
        return get("/v1/webhooks/" + webhook + "/deliveries" + query).path("deliveries");
    }

    List<UUID> enter(String segment, String... accounts) {
        return change(Feeds.SEGMENT_ENTERED, segment, accounts);
    }

    List<UUID> exit(String segment, String... accounts) {
        return change(Feeds.SEGMENT_EXITED, segment, accounts);
    }

    /** As the evaluation of segments does it: one transaction at a time, members and feed together. */
    List<UUID> change(String type, String segment, String... accounts) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                tx.createStatement().execute("SELECT pg_advisory_xact_lock(4711)");
                List<UUID> ids = new ArrayList<>();
                List<FeedRecord> records = new ArrayList<>();
                for (String account : accounts) {
                    MembershipChanged change = changed(type, segment, account, Trigger.ACTIVITY);
                    ids.add(change.id());
                    records.add(new FeedRecord(type, account, change));
                    member(tx, change, account);
                }
                memberships.append(tx, records);
                return ids;
            }
        });
    }

    static MembershipChanged changed(String type, String segment, String account, Trigger trigger) {
        return new MembershipChanged(
                UUID.randomUUID(),
                type,
                segment,
                3,
                SegmentSubject.ACCOUNT,
                new AccountId(account),
                null,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                Stage.DECISION,
                new MembershipChanged.Reason(trigger, "Asked for a quote", List.of("stage is DECISION"), null));
    }

    private static void member(Connection tx, MembershipChanged change, String account) throws SQLException {
        boolean entered = change.type().equals(Feeds.SEGMENT_ENTERED);
        try (PreparedStatement sql = tx.prepareStatement(
                entered
                        ? "INSERT INTO segment_member (segment_id, subject_id, entered_at, reason) VALUES (?, ?, now(),"
                                + " '{\"trigger\":\"ACTIVITY\",\"text\":\"Asked for a quote\",\"evidence\":[]}')"
                        : "DELETE FROM segment_member WHERE segment_id = ? AND subject_id = ?")) {
            sql.setString(1, change.segmentId());
            sql.setString(2, account);
            sql.executeUpdate();
        }
    }

    /** The time of the next attempt has come. */
    void timePasses() throws SQLException {
        execute("UPDATE webhook SET next_at = '-infinity'");
    }
}
