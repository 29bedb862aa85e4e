package io.desirepath.service.privacy;

import io.desirepath.contracts.ErasureDone.Action;
import io.desirepath.service.privacy.ErasureStep.Progress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Redacts a feed of this service in place. An event about the subject becomes one of the type {@code redacted}, which
 * readers pass over; an event about others loses what names the subject. Order and cursors stay as they are.
 */
public final class FeedRedaction implements ErasureStep.Chunks {

    static final String REDACTED = "redacted";

    private static final int CHUNK = 5000;

    // Every row is looked at, because payloads have no index; only those of interest are sent.
    private static final String WINDOW = """
            SELECT xid::text AS xid, seq, type, aggregateid,
                   CASE WHEN aggregateid = ? OR strpos(payload, ?) > 0 THEN payload END AS payload
            FROM (SELECT xid, seq, type, aggregateid, payload::text AS payload FROM %s
                  WHERE (xid, seq) > (?::xid8, ?) ORDER BY xid, seq LIMIT %d) w
            ORDER BY w.xid, w.seq""";

    private static final String UPDATE =
            "UPDATE %s SET type = ?, aggregateid = ?, payload = ?::json WHERE xid = ?::xid8 AND seq = ?";

    private final ErasureTask task;
    private final Mentions mentions;
    private final String table;
    private String xid = "0";
    private long seq;

    private FeedRedaction(ErasureTask task, String feed) {
        this.task = task;
        this.mentions = new Mentions(task);
        this.table = "feed_" + feed;
    }

    /** @param service as in the names of stores, {@code journey} */
    public static ErasureStep step(ErasureTask task, String service, String feed) {
        return new ErasureStep.Chunked(service + ".feed_" + feed, Action.REDACTED, new FeedRedaction(task, feed));
    }

    private record Row(
            String xid,
            long seq,
            String type,
            String subject,
            @Nullable String payload) {}

    @Override
    public Progress next(Connection tx) throws SQLException {
        List<Row> rows = window(tx);
        int redacted = 0;
        try (PreparedStatement update = tx.prepareStatement(UPDATE.formatted(table))) {
            for (Row row : rows) {
                if (row.payload() != null && redact(update, row, row.payload())) {
                    redacted++;
                }
            }
            if (redacted > 0) {
                update.executeBatch();
            }
        }
        if (!rows.isEmpty()) {
            xid = rows.getLast().xid();
            seq = rows.getLast().seq();
        }
        return new Progress(redacted, rows.size() == CHUNK);
    }

    private List<Row> window(Connection tx) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(WINDOW.formatted(table, CHUNK))) {
            select.setString(1, task.subjectId());
            select.setString(2, mentions.literal());
            select.setString(3, xid);
            select.setLong(4, seq);
            ResultSet rows = select.executeQuery();
            List<Row> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new Row(
                        rows.getString("xid"),
                        rows.getLong("seq"),
                        rows.getString("type"),
                        rows.getString("aggregateid"),
                        rows.getString("payload")));
            }
            return found;
        }
    }

    private boolean redact(PreparedStatement update, Row row, String payload) throws SQLException {
        boolean own = mentions.isSubject(row.type(), row.subject(), Mentions.read(payload));
        Optional<String> left = own ? Optional.of("{}") : mentions.without(payload);
        if (left.isEmpty()) {
            return false;
        }
        update.setString(1, own ? REDACTED : row.type());
        update.setString(2, own ? task.erasureId() : row.subject());
        update.setString(3, left.get());
        update.setString(4, row.xid());
        update.setLong(5, row.seq());
        update.addBatch();
        return true;
    }
}
