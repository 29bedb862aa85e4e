package io.desirepath.service.privacy;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who was forgotten, as keyed hashes. Whoever writes what others said of a subject asks here first, in the same
 * transaction, under {@link ErasureLock#shared} or the subject's own lock.
 */
@Singleton
public class Tombstones {

    // Of two erasures the later stands, and one that is told again does not undo that it was lifted.
    private static final String BURY = """
            INSERT INTO erased_subject AS e (hash, kind, erasure_id, erased_at)
            SELECT decode(s.hash, 'hex'), s.kind, ?, ?::timestamptz
            FROM unnest(?::text[], ?::text[]) AS s (hash, kind) ORDER BY s.hash
            ON CONFLICT (hash) DO UPDATE
            SET erasure_id = excluded.erasure_id, erased_at = excluded.erased_at, lifted_at = NULL
            WHERE excluded.erased_at > e.erased_at""";

    private static final String LIFT = """
            UPDATE erased_subject SET lifted_at = ?::timestamptz
            WHERE lifted_at IS NULL AND erased_at < ?::timestamptz
              AND erasure_id = (SELECT erasure_id FROM erased_subject WHERE hash = decode(?, 'hex'))""";

    private static final String FIND = """
            SELECT encode(hash, 'hex') AS hash, lifted_at FROM erased_subject
            WHERE hash = ANY (SELECT decode(h, 'hex') FROM unnest(?::text[]) AS h)""";

    private final ErasureKey key;

    /** Optional, because the gateway has this class and no use for it; a service without a key does not start. */
    public Tombstones(@ConfigProperty(name = "desirepath.erasure.key") Optional<String> key) {
        this.key = new ErasureKey(key.orElse(""));
    }

    /** Which of the subjects are forgotten. */
    public Refusals refusals(Connection c, Collection<Subject> subjects) throws SQLException {
        // Where nobody was ever forgotten, which is the rule, nobody need be hashed.
        if (subjects.isEmpty() || !anybodyIsForgotten(c)) {
            return Refusals.NONE;
        }
        Map<String, Subject> byHash = HashMap.newHashMap(subjects.size());
        subjects.forEach(subject -> byHash.put(hash(subject), subject));
        Map<Subject, Instant> until = new HashMap<>();
        try (PreparedStatement select = c.prepareStatement(FIND)) {
            select.setArray(1, c.createArrayOf("text", byHash.keySet().toArray(String[]::new)));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                OffsetDateTime lifted = rows.getObject("lifted_at", OffsetDateTime.class);
                Subject subject = byHash.get(rows.getString("hash"));
                if (subject != null) {
                    until.put(subject, lifted == null ? Instant.MAX : lifted.toInstant());
                }
            }
        }
        return new Refusals(until);
    }

    private static boolean anybodyIsForgotten(Connection c) throws SQLException {
        try (Statement select = c.createStatement()) {
            ResultSet row = select.executeQuery("SELECT EXISTS (SELECT FROM erased_subject)");
            return row.next() && row.getBoolean(1);
        }
    }

    /** From now on the task's subject, and the visitors who were it, are refused. */
    public void bury(Connection tx, ErasureTask task) throws SQLException {
        List<Subject> subjects = Stream.concat(
                        Stream.of(new Subject(Subject.Kind.of(task.kind()), task.subjectId())),
                        task.anonymousIds().stream().map(Subject::visitor))
                .toList();
        try (PreparedStatement insert = tx.prepareStatement(BURY)) {
            insert.setString(1, task.erasureId());
            insert.setString(2, task.requestedAt().toString());
            insert.setArray(
                    3,
                    tx.createArrayOf("text", subjects.stream().map(this::hash).toArray()));
            insert.setArray(
                    4,
                    tx.createArrayOf(
                            "text", subjects.stream().map(s -> s.kind().name()).toArray()));
            insert.executeUpdate();
        }
    }

    /**
     * Somebody created the subject again on purpose: what happens from then on counts, also of the visitors who were
     * forgotten with it. Does nothing for who is not forgotten, or was only forgotten after that.
     */
    public void lift(Connection tx, Subject subject, Instant at) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(LIFT)) {
            update.setString(1, at.toString());
            update.setString(2, at.toString());
            update.setString(3, hash(subject));
            update.executeUpdate();
        }
    }

    /** The erasure that keeps the subject from being heard, if one does. */
    public Optional<String> erasureOf(Connection c, Subject subject) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(
                "SELECT erasure_id FROM erased_subject WHERE hash = decode(?, 'hex') AND lifted_at IS NULL")) {
            select.setString(1, hash(subject));
            ResultSet row = select.executeQuery();
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    private String hash(Subject subject) {
        return HexFormat.of().formatHex(key.hash(subject));
    }
}
