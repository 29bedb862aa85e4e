package io.desirepath.journey.activation.webhook;

import io.desirepath.journey.activation.webhook.WebhookMetrics.Waiting;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Goes on with backfills, keeps queues within their bounds and removes what is old. Any pod may; twice does no harm. */
@Singleton
public class WebhookUpkeep {

    private static final Logger LOG = Logger.getLogger(WebhookUpkeep.class);
    private static final int CHUNK = 5000;

    private static final String QUEUES = """
            SELECT w.id, w.state, w.missed,
                   (SELECT count(*) FROM (SELECT 1 FROM webhook_message m WHERE m.webhook_id = w.id
                        AND m.state = 'PENDING' LIMIT ?) p) AS waiting,
                   (SELECT extract(epoch FROM now() - m.queued_at) FROM webhook_message m WHERE m.webhook_id = w.id
                        AND m.state = 'PENDING' AND m.number > w.given_up_until ORDER BY m.number LIMIT 1) AS oldest
            FROM webhook w WHERE w.state <> 'DELETING'""";

    private static final String OLD_MESSAGES = """
            DELETE FROM webhook_message WHERE (webhook_id, id) IN (
                SELECT webhook_id, id FROM webhook_message
                WHERE finished_at < now() - CASE WHEN forget THEN 0 ELSE ? END * interval '1 second' LIMIT %d)""".formatted(CHUNK);

    private static final String OLD_COVERED =
            "DELETE FROM webhook_covered WHERE covered_at < now() - ? * interval '1 second'";

    private static final String OLD_SECRETS = "DELETE FROM webhook_secret WHERE valid_until < now()";

    private static final String DELETED_MESSAGES = """
            DELETE FROM webhook_message WHERE (webhook_id, id) IN (
                SELECT m.webhook_id, m.id FROM webhook w JOIN webhook_message m ON m.webhook_id = w.id
                WHERE w.state = 'DELETING' LIMIT %d)""".formatted(CHUNK);

    private static final String DELETED = """
            DELETE FROM webhook w WHERE state = 'DELETING' AND lease_until <= now()
                AND NOT EXISTS (SELECT FROM webhook_message m WHERE m.webhook_id = w.id)""";

    private final DataSource database;
    private final PostgresWebhooks webhooks;
    private final Backfill backfill;
    private final DeliverMessages deliver;
    private final WebhookMetrics metrics;
    private final WebhookConfig config;
    private volatile boolean stopping;

    WebhookUpkeep(
            DataSource database,
            PostgresWebhooks webhooks,
            Backfill backfill,
            DeliverMessages deliver,
            WebhookMetrics metrics,
            WebhookConfig config) {
        this.database = database;
        this.webhooks = webhooks;
        this.backfill = backfill;
        this.deliver = deliver;
        this.metrics = metrics;
        this.config = config;
    }

    /** One queue as it was measured. */
    private record Queue(UUID webhook, WebhookState state, boolean missed, Waiting waiting) {}

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void backfill() throws SQLException {
        while (!stopping && backfill.step()) {
            deliver.wake();
        }
    }

    @Scheduled(every = "${desirepath.webhooks.upkeep:30s}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void upkeep() throws SQLException {
        run();
    }

    /** Measures, disables what is over its bounds, and tidies. */
    public void run() throws SQLException {
        measure();
        long keep = config.keep().toSeconds();
        inChunks(OLD_MESSAGES, keep);
        inChunks(DELETED_MESSAGES, null);
        change(OLD_COVERED, keep);
        change(OLD_SECRETS, null);
        change(DELETED, null);
    }

    private void measure() throws SQLException {
        Map<WebhookState, Waiting> waiting = new EnumMap<>(WebhookState.class);
        for (Queue queue : queues()) {
            waiting.merge(queue.state(), queue.waiting(), Waiting::plus);
            if (!queue.missed() && isTooMuch(queue.waiting())) {
                LOG.warnf("Webhook %s is disabled: too much waits for it", queue.webhook());
                QuarkusTransaction.requiringNew().run(() -> disable(queue.webhook()));
            }
        }
        metrics.measured(waiting);
    }

    private boolean isTooMuch(Waiting waiting) {
        return waiting.messages() > config.mostWaiting()
                || waiting.oldestSeconds() > config.longestWait().toSeconds();
    }

    private void disable(UUID webhook) {
        try (Connection tx = database.getConnection()) {
            webhooks.disable(tx, webhook, "Too much waited: changes are not queued any more", true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Queue> queues() throws SQLException {
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(QUEUES)) {
            select.setInt(1, config.mostWaiting() + 1);
            ResultSet rows = select.executeQuery();
            List<Queue> queues = new ArrayList<>();
            while (rows.next()) {
                queues.add(new Queue(
                        rows.getObject("id", UUID.class),
                        WebhookState.valueOf(rows.getString("state")),
                        rows.getBoolean("missed"),
                        new Waiting(rows.getLong("waiting"), rows.getDouble("oldest"))));
            }
            return queues;
        }
    }

    private void inChunks(String sql, @Nullable Long seconds) throws SQLException {
        while (!stopping && change(sql, seconds) == CHUNK) {
            // Another one.
        }
    }

    private int change(String sql, @Nullable Long seconds) throws SQLException {
        try (Connection c = database.getConnection();
                PreparedStatement change = c.prepareStatement(sql)) {
            if (seconds != null) {
                change.setLong(1, seconds);
            }
            return change.executeUpdate();
        }
    }
}
