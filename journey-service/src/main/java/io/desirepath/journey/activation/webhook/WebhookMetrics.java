package io.desirepath.journey.activation.webhook;

import io.desirepath.journey.activation.webhook.domain.Answer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** How sending goes: attempts since the pod started, and what waits, as of the last upkeep, by the state of its webhook. */
@Singleton
class WebhookMetrics {

    /** @param oldestSeconds how long the oldest has waited */
    record Waiting(long messages, double oldestSeconds) {
        static final Waiting NOTHING = new Waiting(0, 0);

        Waiting plus(Waiting other) {
            return new Waiting(messages + other.messages, Math.max(oldestSeconds, other.oldestSeconds));
        }
    }

    private final Counter delivered;
    private final Counter failed;
    private final AtomicReference<Map<WebhookState, Waiting>> waiting =
            new AtomicReference<>(new EnumMap<>(WebhookState.class));

    WebhookMetrics(MeterRegistry registry) {
        delivered = registry.counter("desirepath.webhook.attempts", "outcome", "delivered");
        failed = registry.counter("desirepath.webhook.attempts", "outcome", "failed");
        for (WebhookState state : WebhookState.values()) {
            Tags tags = Tags.of("state", state.name());
            registry.gauge(
                    "desirepath.webhook.waiting", tags, this, m -> m.of(state).messages());
            registry.gauge(
                    "desirepath.webhook.oldest.waiting.seconds",
                    tags,
                    this,
                    m -> m.of(state).oldestSeconds());
        }
    }

    void attempted(Answer answer) {
        switch (answer) {
            case Answer.Taken taken -> delivered.increment();
            case Answer.Gone gone -> failed.increment();
            case Answer.Failed other -> failed.increment();
        }
    }

    void measured(Map<WebhookState, Waiting> now) {
        waiting.set(Map.copyOf(now));
    }

    private Waiting of(WebhookState state) {
        return waiting.get().getOrDefault(state, Waiting.NOTHING);
    }
}
