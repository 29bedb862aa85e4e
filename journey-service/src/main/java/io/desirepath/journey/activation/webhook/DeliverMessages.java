package io.desirepath.journey.activation.webhook;

import io.desirepath.journey.activation.webhook.DeliveryQueue.Attempt;
import io.desirepath.journey.activation.webhook.PostgresClaims.Claim;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what waits: of each webhook one message at a time and in order, of different webhooks at the same time. A virtual
 * thread has a webhook for some messages and then lets go of it, so that those beyond {@code in-flight} get their turn.
 */
@Singleton
public class DeliverMessages {

    private static final Logger LOG = Logger.getLogger(DeliverMessages.class);
    private static final int TURN = 100;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    /** While the result can be noted before the claim ends, the message need not be sent again. */
    private static final int TRIES_TO_NOTE = 8;

    private static final int SHUTDOWN_SECONDS = 8;

    private final DeliveryQueue queue;
    private final PostMessage post;
    private final WebhookMetrics metrics;
    private final WebhookConfig config;
    private final Semaphore free;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean stopping;
    private @Nullable Thread thread;

    DeliverMessages(DeliveryQueue queue, PostMessage post, WebhookMetrics metrics, WebhookConfig config) {
        this.queue = queue;
        this.post = post;
        this.metrics = metrics;
        this.config = config;
        this.free = new Semaphore(config.inFlight());
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofVirtual().name("webhooks").start(this::work);
    }

    /** Lets those that are on their way arrive; what does not is sent again by another pod when the claim ends. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wake();
        if (thread != null) {
            thread.join();
        }
        if (!free.tryAcquire(config.inFlight(), SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
            LOG.info("Messages to webhooks were on their way, and are sent again later");
        }
    }

    /** There may be something to send. */
    void wake() {
        news.release();
    }

    private void work() {
        boolean failing = false;
        while (!stopping) {
            try {
                int most = free.availablePermits();
                List<Claim> claims = most == 0 ? List.of() : queue.claim(most);
                claims.forEach(this::begin);
                failing = false;
                if (claims.isEmpty() || claims.size() < most) {
                    news.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS);
                    news.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warn("Messages to webhooks wait: the database cannot be asked now", e);
                }
                failing = true;
                pause();
            }
        }
    }

    private void begin(Claim claim) {
        free.acquireUninterruptibly();
        Thread.ofVirtual().name("webhook-" + claim.webhook()).start(() -> {
            try {
                turn(claim);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warnf(e, "Webhook %s: a message may have been sent, and is sent again later", claim.webhook());
            } finally {
                free.release();
                wake();
            }
        });
    }

    private void turn(Claim first) throws InterruptedException {
        Optional<Claim> next = Optional.of(first);
        for (int left = TURN; next.isPresent() && left > 0; left--) {
            Claim claim = next.get();
            Attempt attempt = post.send(claim);
            metrics.attempted(attempt.answer());
            next = note(claim, attempt, left > 1 && !stopping);
        }
    }

    private Optional<Claim> note(Claim claim, Attempt attempt, boolean goOn) throws InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return queue.finish(claim, attempt, goOn);
            } catch (RuntimeException e) {
                if (tries == TRIES_TO_NOTE) {
                    throw e;
                }
                Thread.sleep(AFTER_FAILURE);
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
