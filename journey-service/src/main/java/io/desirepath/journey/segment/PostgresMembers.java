package io.desirepath.journey.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.MembershipChanged;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.journey.segment.domain.Subject;
import io.desirepath.service.feed.FeedJson;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who is in which segment, and when time may change that, in PostgreSQL. */
@Singleton
class PostgresMembers {

    private static final String SEGMENTS = """
            SELECT s.subject, m.subject_id, m.segment_id FROM segment_member m JOIN segment s ON s.id = m.segment_id
            WHERE m.subject_id = ANY (?::text[]) AND m.segment_id = ANY (?::text[]) AND s.state <> 'DELETING'""";

    private static final String ENTER = """
            INSERT INTO segment_member (segment_id, subject_id, entered_at, reason)
            SELECT u.segment, u.subject, u.at, u.reason::json
            FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[]) u (segment, subject, at, reason)""";

    private static final String EXIT = """
            DELETE FROM segment_member m USING unnest(?::text[], ?::text[]) u (segment, subject)
            WHERE m.segment_id = u.segment AND m.subject_id = u.subject""";

    private static final String COUNT = """
            UPDATE segment s SET members = s.members + u.more
            FROM unnest(?::text[], ?::bigint[]) u (segment, more) WHERE s.id = u.segment""";

    // A row is written only if it says something else.
    private static final String RECHECK = """
            INSERT INTO segment_recheck AS r (subject, subject_id, due_at)
            SELECT * FROM unnest(?::text[], ?::text[], ?::timestamptz[])
            ON CONFLICT (subject, subject_id) DO UPDATE SET due_at = %1$s WHERE r.due_at <> %1$s""";

    private static final String NO_RECHECK = """
            DELETE FROM segment_recheck r USING unnest(?::text[], ?::text[]) u (subject, id)
            WHERE r.subject = u.subject AND r.subject_id = u.id""";

    /**
     * Which of some segments accounts and contacts are in.
     *
     * @param ids of either
     */
    Map<Subject, Set<String>> segments(Connection c, Collection<String> ids, Set<String> of) throws SQLException {
        Map<Subject, Set<String>> segments = new HashMap<>();
        try (PreparedStatement select = c.prepareStatement(SEGMENTS)) {
            select.setArray(1, c.createArrayOf("text", ids.toArray()));
            select.setArray(2, c.createArrayOf("text", of.toArray()));
            ResultSet row = select.executeQuery();
            while (row.next()) {
                Subject subject =
                        new Subject(SegmentSubject.valueOf(row.getString("subject")), row.getString("subject_id"));
                segments.computeIfAbsent(subject, id -> new HashSet<>()).add(row.getString("segment_id"));
            }
        }
        return segments;
    }

    /** The members of a segment, at most so many. */
    List<String> members(Connection c, String segment, int limit) throws SQLException {
        List<String> members = new ArrayList<>();
        try (PreparedStatement select = c.prepareStatement(
                "SELECT subject_id FROM segment_member WHERE segment_id = ? ORDER BY subject_id LIMIT ?")) {
            select.setString(1, segment);
            select.setInt(2, limit);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                members.add(row.getString(1));
            }
        }
        return members;
    }

    void write(Connection tx, List<MembershipChanged> changes) throws SQLException {
        List<MembershipChanged> entered =
                changes.stream().filter(PostgresMembers::entered).toList();
        List<MembershipChanged> exited =
                changes.stream().filter(change -> !entered(change)).toList();
        try (PreparedStatement insert = tx.prepareStatement(ENTER)) {
            insert.setArray(1, texts(tx, entered, MembershipChanged::segmentId));
            insert.setArray(2, texts(tx, entered, PostgresMembers::subject));
            insert.setArray(3, texts(tx, entered, change -> change.at().toString()));
            insert.setArray(4, texts(tx, entered, change -> json(change.reason())));
            execute(insert, entered);
        }
        try (PreparedStatement delete = tx.prepareStatement(EXIT)) {
            delete.setArray(1, texts(tx, exited, MembershipChanged::segmentId));
            delete.setArray(2, texts(tx, exited, PostgresMembers::subject));
            execute(delete, exited);
        }
        count(tx, changes);
    }

    private static void count(Connection tx, List<MembershipChanged> changes) throws SQLException {
        Map<String, Long> more = new HashMap<>();
        changes.forEach(change -> more.merge(change.segmentId(), entered(change) ? 1L : -1L, Long::sum));
        List<String> counted = List.copyOf(more.keySet());
        try (PreparedStatement update = tx.prepareStatement(COUNT)) {
            update.setArray(1, texts(tx, counted, Function.identity()));
            update.setArray(2, texts(tx, counted, id -> String.valueOf(more.get(id))));
            execute(update, counted);
        }
    }

    /**
     * Remembers when to look at subjects again.
     *
     * @param due null for never
     * @param complete whether all segments were looked at; else an earlier moment that is known stays
     */
    void recheck(Connection tx, Map<Subject, @Nullable Instant> due, boolean complete) throws SQLException {
        List<Subject> some = due.keySet().stream()
                .filter(subject -> due.get(subject) != null)
                .sorted()
                .toList();
        try (PreparedStatement upsert = tx.prepareStatement(
                RECHECK.formatted(complete ? "excluded.due_at" : "least(r.due_at, excluded.due_at)"))) {
            upsert.setArray(1, texts(tx, some, subject -> subject.kind().name()));
            upsert.setArray(2, texts(tx, some, Subject::id));
            upsert.setArray(3, texts(tx, some, subject -> String.valueOf(due.get(subject))));
            execute(upsert, some);
        }
        if (complete) {
            List<Subject> none = due.keySet().stream()
                    .filter(subject -> due.get(subject) == null)
                    .toList();
            try (PreparedStatement delete = tx.prepareStatement(NO_RECHECK)) {
                delete.setArray(1, texts(tx, none, subject -> subject.kind().name()));
                delete.setArray(2, texts(tx, none, Subject::id));
                execute(delete, none);
            }
        }
    }

    private static void execute(PreparedStatement statement, List<?> rows) throws SQLException {
        if (!rows.isEmpty()) {
            statement.executeUpdate();
        }
    }

    private static boolean entered(MembershipChanged change) {
        return change.type().equals(io.desirepath.contracts.Feeds.SEGMENT_ENTERED);
    }

    static String subject(MembershipChanged change) {
        return switch (change.subject()) {
            case ACCOUNT -> java.util.Objects.requireNonNull(change.accountId()).value();
            case CONTACT -> java.util.Objects.requireNonNull(change.contactId()).value();
        };
    }

    private static String json(MembershipChanged.Reason reason) {
        try {
            return FeedJson.MAPPER.writeValueAsString(reason);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a reason: " + reason, e);
        }
    }

    private static <T> Array texts(Connection tx, List<T> rows, Function<T, String> column) throws SQLException {
        return tx.createArrayOf("text", rows.stream().map(column).toArray(String[]::new));
    }
}
