package io.desirepath.recommendation.feedback;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;

/** Deletes lists, and what became of them, when they have become old; some in each transaction. */
@ApplicationScoped
class PruneFeedback {

    private static final int CHUNK = 2000;
    private static final List<String> TABLES = List.of("exposure", "interaction", "recommended_line");

    private final DataSource database;
    private final FeedbackConfig config;

    PruneFeedback(DataSource database, FeedbackConfig config) {
        this.database = database;
        this.config = config;
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void pruneHourly() {
        prune(Instant.now().minus(config.retention()));
    }

    /** Deletes what is older. */
    void prune(Instant before) {
        for (String table : TABLES) {
            String sql = "DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE at < ? LIMIT %2$d))"
                    .formatted(table, CHUNK);
            while (delete(sql, before) == CHUNK) {
                Thread.yield();
            }
        }
    }

    private int delete(String sql, Instant before) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection();
                    PreparedStatement delete = tx.prepareStatement(sql)) {
                delete.setObject(1, OffsetDateTime.ofInstant(before, ZoneOffset.UTC));
                return delete.executeUpdate();
            }
        });
    }
}
