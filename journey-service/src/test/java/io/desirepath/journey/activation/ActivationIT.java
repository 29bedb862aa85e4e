package io.desirepath.journey.activation;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MembershipChanged;
import io.desirepath.contracts.MembershipChanged.Reason;
import io.desirepath.contracts.MembershipChanged.Trigger;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedRecord;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Segments whose members are written by hand, as their evaluation writes them: one transaction at a time. */
abstract class ActivationIT extends JourneyServiceIT {

    static final String HOT = "hot";
    static final String PEOPLE = "people";

    @Inject
    @Identifier(Feeds.MEMBERSHIPS)
    ChangeFeed memberships;

    interface Work {
        void in(Connection tx) throws SQLException;
    }

    void segment(String id, SegmentSubject subject) {
        segment(id, subject, "CURRENT");
    }

    void segment(String id, SegmentSubject subject, String state) {
        write(
                "INSERT INTO segment (id, name, subject, built_in, condition, version, state) VALUES (?, ?, ?, false,"
                        + " '{\"type\": \"country\", \"anyOf\": [\"AQ\"]}', 1, ?)",
                id,
                id,
                subject.name(),
                state);
    }

    /** What a transaction changes. */
    record Move(String segment, String who, boolean enters) {}

    void enter(String segment, String... who) {
        move(List.of(who).stream().map(one -> new Move(segment, one, true)).toList());
    }

    void exit(String segment, String... who) {
        move(List.of(who).stream().map(one -> new Move(segment, one, false)).toList());
    }

    void move(List<Move> moves) {
        in(tx -> {
            try (Statement lock = tx.createStatement()) {
                lock.execute("SELECT pg_advisory_xact_lock(hashtextextended('segment memberships', 0))");
            }
            List<FeedRecord> news = new ArrayList<>();
            for (Move move : moves) {
                MembershipChanged change = change(move);
                member(tx, move, change);
                news.add(new FeedRecord(change.type(), move.who(), change));
            }
            memberships.append(tx, news);
        });
    }

    private static MembershipChanged change(Move move) {
        boolean person = move.segment().equals(PEOPLE);
        return new MembershipChanged(
                UUID.randomUUID(),
                move.enters() ? Feeds.SEGMENT_ENTERED : Feeds.SEGMENT_EXITED,
                move.segment(),
                1,
                person ? SegmentSubject.CONTACT : SegmentSubject.ACCOUNT,
                person ? null : new AccountId(move.who()),
                person ? new ContactId(move.who()) : null,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                Stage.DECISION,
                new Reason(Trigger.STAGE, "Because of " + move.who(), List.of("evidence"), null));
    }

    private static void member(Connection tx, Move move, MembershipChanged change) throws SQLException {
        try (PreparedStatement sql = tx.prepareStatement(
                move.enters()
                        ? "INSERT INTO segment_member (segment_id, subject_id, entered_at, reason)"
                                + " VALUES (?, ?, ?::timestamptz, ?::json)"
                        : "DELETE FROM segment_member WHERE segment_id = ? AND subject_id = ?")) {
            sql.setString(1, move.segment());
            sql.setString(2, move.who());
            if (move.enters()) {
                sql.setString(3, change.at().toString());
                sql.setString(4, FeedJson.MAPPER.valueToTree(change.reason()).toString());
            }
            sql.executeUpdate();
        }
    }

    void write(String sql, Object... parameters) {
        in(tx -> {
            try (PreparedStatement statement = tx.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    statement.setObject(i + 1, parameters[i]);
                }
                statement.executeUpdate();
            }
        });
    }

    void in(Work work) {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                work.in(tx);
                return true;
            }
        });
    }

    static String members(String segment) {
        return "/v1/segments/" + segment + "/members";
    }

    static JsonNode changes(String segment, String after, String more) {
        return get("/v1/segments/" + segment + "/changes?after=" + after + more);
    }

    /** Applies changes; one that does not fit what was there is a gap or a repeat. */
    static void apply(JsonNode changes, Set<String> members) {
        for (JsonNode change : changes.at("/changes")) {
            String who = change.path("accountId").asText();
            boolean fits =
                    change.path("type").asText().equals(Feeds.SEGMENT_ENTERED) ? members.add(who) : members.remove(who);
            if (!fits) {
                throw new AssertionError("does not fit: " + change);
            }
        }
    }
}
