package io.desirepath.journey.activation.webhook;

import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.activation.webhook.PostgresMessages.NewMessage;
import io.desirepath.journey.activation.webhook.WebhookRequest.Wanted;
import io.desirepath.journey.activation.webhook.WebhookView.WithSecret;
import io.desirepath.journey.activation.webhook.domain.RefusedTargetException;
import io.desirepath.journey.activation.webhook.domain.SigningSecret;
import io.desirepath.service.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Makes webhooks, changes them and gives them other secrets. */
@Singleton
class EditWebhooks {

    /** So many may be sent to at the same time, and be told apart in metrics and logs. */
    private static final int MOST = 100;

    /** How long a receiver has to learn a new secret. */
    private static final Duration OVERLAP = Duration.ofHours(24);

    private final DataSource database;
    private final PostgresWebhooks webhooks;
    private final PostgresMessages messages;
    private final PostgresBackfills backfills;
    private final FindTarget targets;
    private final DeliverMessages deliver;
    private final SecureRandom random = new SecureRandom();

    EditWebhooks(
            DataSource database,
            PostgresWebhooks webhooks,
            PostgresMessages messages,
            PostgresBackfills backfills,
            FindTarget targets,
            DeliverMessages deliver) {
        this.database = database;
        this.webhooks = webhooks;
        this.messages = messages;
        this.backfills = backfills;
        this.targets = targets;
        this.deliver = deliver;
    }

    /** @throws ProblemException INVALID_REQUEST, or CONFLICT if there are too many */
    WithSecret create(WebhookRequest request) throws InterruptedException {
        Wanted wanted = checked(request);
        SigningSecret secret = SigningSecret.random(random);
        UUID id = UUID.randomUUID();
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                requireSegments(tx, wanted);
                if (webhooks.count(tx) >= MOST) {
                    throw ProblemException.of(ProblemType.CONFLICT, "There may be " + MOST + " webhooks");
                }
                webhooks.insert(tx, id, wanted);
                webhooks.addSecret(tx, id, secret, OVERLAP);
                if (wanted.backfill()) {
                    backfills.begin(tx, id);
                }
                return new WithSecret(find(tx, id), secret.reveal());
            }
        });
    }

    /** What waits goes to the new URL; other segments and types count for changes from now on. */
    WebhookView replace(UUID id, WebhookRequest request) throws InterruptedException {
        Wanted wanted = checked(request);
        return change(id, (tx, before) -> {
            requireSegments(tx, wanted);
            webhooks.replace(tx, id, wanted);
            if (wanted.backfill()) {
                backfills.begin(tx, id);
            }
        });
    }

    void delete(UUID id) {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                lock(tx, id);
                webhooks.delete(tx, id);
                return true;
            }
        });
    }

    /** Those before stay valid for a day, and sign too. */
    WithSecret rotate(UUID id) {
        SigningSecret secret = SigningSecret.random(random);
        return new WithSecret(change(id, (tx, before) -> webhooks.addSecret(tx, id, secret, OVERLAP)), secret.reveal());
    }

    /**
     * Sends again, at once.
     *
     * @throws ProblemException CONFLICT if it has missed changes, and no backfill is wanted
     */
    WebhookView enable(UUID id, boolean withBackfill) {
        return change(id, (tx, before) -> {
            if (before.missed() && !withBackfill) {
                throw ProblemException.of(
                        ProblemType.CONFLICT, "It has missed changes: enable it with {\"backfill\": true}");
            }
            webhooks.enable(tx, id);
            if (withBackfill) {
                backfills.begin(tx, id);
            }
        });
    }

    /**
     * Queues a message that says nothing.
     *
     * @return its id
     * @throws ProblemException CONFLICT if the webhook is disabled
     */
    UUID test(UUID id) {
        UUID message = UUID.randomUUID();
        change(id, (tx, before) -> {
            if (before.state() != WebhookState.ENABLED) {
                throw ProblemException.of(ProblemType.CONFLICT, "The webhook is disabled: enable it first");
            }
            Instant now = Instant.now();
            Map<String, Object> data = Map.of("webhookId", id, "at", now);
            messages.queue(tx, id, List.of(NewMessage.of(CloudEvent.about(message, id, CloudEvent.TEST, now, data))));
        });
        return message;
    }

    @FunctionalInterface
    interface Change {
        void apply(Connection tx, WebhookView before) throws SQLException;
    }

    /** Applies a change while nobody else changes the webhook. */
    WebhookView change(UUID id, Change change) {
        WebhookView after = QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                change.apply(tx, lock(tx, id));
                return find(tx, id);
            }
        });
        deliver.wake();
        return after;
    }

    private Wanted checked(WebhookRequest request) throws InterruptedException {
        try {
            Wanted wanted = request.wanted();
            targets.of(wanted.url());
            return wanted;
        } catch (RefusedTargetException e) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "url: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "url: the host is unknown");
        }
    }

    private void requireSegments(Connection tx, Wanted wanted) throws SQLException {
        List<String> unknown = wanted.isOfAllSegments() ? List.of() : webhooks.unknownSegments(tx, wanted.segments());
        if (!unknown.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.INVALID_REQUEST, "segments: there is no segment '" + unknown.getFirst() + "'");
        }
    }

    private WebhookView find(Connection c, UUID id) throws SQLException {
        return webhooks.find(c, id).orElseThrow(() -> unknown(id));
    }

    private WebhookView lock(Connection tx, UUID id) throws SQLException {
        return webhooks.lock(tx, id).orElseThrow(() -> unknown(id));
    }

    static ProblemException unknown(UUID id) {
        return ProblemException.of(ProblemType.UNKNOWN_WEBHOOK, "There is no webhook '" + id + "'");
    }
}
