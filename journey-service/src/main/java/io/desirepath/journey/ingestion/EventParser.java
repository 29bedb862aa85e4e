package io.desirepath.journey.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.ActivityRecorded.OrderDetails;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.ProductId;
import io.desirepath.journey.activity.domain.Activity;
import io.desirepath.journey.activity.domain.EventType;
import io.desirepath.journey.activity.domain.EventType.Effect;
import io.desirepath.journey.activity.domain.Vocabulary;
import io.desirepath.journey.ingestion.OrderReader.ReadOrder;
import io.desirepath.journey.ingestion.domain.EventTime;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads events in the form of Segment's HTTP protocol: {@code type}, {@code event}, {@code messageId}, {@code userId},
 * {@code anonymousId}, {@code previousId}, {@code timestamp}, {@code sentAt}, {@code context.groupId} (the account; of a
 * group call {@code groupId}), {@code properties}, {@code traits}. Fields it does not know are fine.
 */
@Singleton
class EventParser {

    private final Supplier<Vocabulary> vocabulary;
    private final OrderReader orders;
    private final IngestionMetrics metrics;

    EventParser(IngestionConfig config, IngestionMetrics metrics, Supplier<Vocabulary> vocabulary) {
        this.vocabulary = vocabulary;
        this.orders = new OrderReader(config.defaultCurrency());
        this.metrics = metrics;
    }

    /**
     * What is known of an event besides itself.
     *
     * @param receivedAt when it arrived
     * @param sentAt of the batch it came in, by the sender's clock; null if it names none
     * @param fromServer whether it came with a server's key
     * @param correctsSkew whether the sender's clock is held against ours
     * @param mostBytes what an event may have
     * @param call the kind of call it came as; null if the event itself says
     */
    record Envelope(
            Instant receivedAt,
            @Nullable Instant sentAt,
            boolean fromServer,
            boolean correctsSkew,
            int mostBytes,
            @Nullable CallType call) {}

    /** An event, read. */
    sealed interface Parsed {
        record Usable(Incoming event) implements Parsed {}

        record Unusable(Reject reject) implements Parsed {}
    }

    Parsed parse(JsonNode event, long bytes, Envelope envelope) {
        try {
            if (bytes > envelope.mostBytes()) {
                throw new UnusableEventException(
                        RejectReason.EVENT_TOO_LARGE, "the event has more than " + envelope.mostBytes() + " bytes");
            }
            return new Parsed.Usable(read(event, envelope));
        } catch (UnusableEventException e) {
            return new Parsed.Unusable(Reject.of(
                    EventFields.text(event, "messageId"), e.reason(), e.detail(), event, envelope.receivedAt()));
        }
    }

    /** @throws UnusableEventException if it cannot be recorded */
    Incoming read(JsonNode event, Envelope envelope) throws UnusableEventException {
        if (!event.isObject()) {
            throw new UnusableEventException(RejectReason.NOT_AN_OBJECT, "an event is a JSON object");
        }
        if (!EventJson.isStorable(event)) {
            throw new UnusableEventException(
                    RejectReason.INVALID_TEXT, "a string holds a NUL character or half a surrogate pair");
        }
        CallType callType = envelope.call() == null ? CallType.of(event) : envelope.call();
        Call call = Call.read(event, callType, envelope.fromServer());
        if (!call.sender().isSomebody()) {
            throw new UnusableEventException(
                    RejectReason.NO_ACCOUNT, "userId, anonymousId or context.groupId: one must say who acted");
        }
        Optional<EventType> known = vocabulary.get().find(call.event());
        EventType type = known.orElseGet(() -> Vocabulary.unknown(call.event()));
        if (type.serverOnly() && !envelope.fromServer()) {
            throw new UnusableEventException(
                    RejectReason.NEEDS_SERVER_KEY, "'" + type.name() + "' counts only from a server key");
        }
        Incoming incoming = read(event, call, type, envelope);
        if (known.isEmpty()) {
            metrics.unknownEvent();
        }
        return incoming;
    }

    private Incoming read(JsonNode event, Call call, EventType type, Envelope envelope) throws UnusableEventException {
        JsonNode context = event.path("context");
        JsonNode properties = call.properties();
        MessageId sentId = EventFields.id(EventFields.text(event, "messageId"), "messageId", MessageId::new);
        MessageId messageId = sentId == null ? new MessageId(UUID.randomUUID().toString()) : sentId;
        ReadOrder order = order(type, properties, messageId, envelope);
        var activity = new Activity(
                messageId,
                at(event, envelope),
                envelope.receivedAt(),
                call.sender(),
                call.claim(),
                call.event(),
                type.markGiven(number(type, properties)),
                type.touchpoint(),
                type.serverOnly(),
                isSynthetic(event, context, properties),
                order.details(),
                isOrder(type) ? null : product(properties),
                EventFields.text(context, "groupName"),
                EventJson.write(properties));
        return new Incoming(activity, order.badLines());
    }

    /** What an activity from the log was about: its order or product, read from its properties once more. */
    Activity readAgain(Activity logged) {
        EventType type = vocabulary.get().find(logged.event()).orElseGet(() -> Vocabulary.unknown(logged.event()));
        JsonNode properties = EventJson.readStored(logged.properties());
        try {
            OrderDetails order = isOrder(type)
                    ? orders.read(
                                    properties,
                                    type.effect() == Effect.REFUND,
                                    logged.messageId().value(),
                                    logged.receivedAt())
                            .details()
                    : null;
            return logged.about(order, isOrder(type) ? null : product(properties));
        } catch (UnusableEventException e) {
            // Recorded while its name meant something else: no order then, and none now.
            return logged;
        }
    }

    private static Instant at(JsonNode event, Envelope envelope) throws UnusableEventException {
        Instant timestamp = EventFields.time(event, "timestamp");
        if (timestamp == null) {
            timestamp = EventFields.time(event, "originalTimestamp");
        }
        Instant sentAt = envelope.correctsSkew() ? EventFields.time(event, "sentAt") : null;
        if (sentAt == null) {
            sentAt = envelope.sentAt();
        }
        Instant at = EventTime.of(timestamp, sentAt, envelope.receivedAt());
        if (!EventTime.isCredible(at, envelope.receivedAt())) {
            throw new UnusableEventException(
                    RejectReason.INVALID_TIME, "timestamp: before the year 2000, or more than a day ahead");
        }
        return at;
    }

    private ReadOrder order(EventType type, JsonNode properties, MessageId messageId, Envelope envelope)
            throws UnusableEventException {
        return isOrder(type)
                ? orders.read(properties, type.effect() == Effect.REFUND, messageId.value(), envelope.receivedAt())
                : new ReadOrder((OrderDetails) null, List.of());
    }

    private static boolean isOrder(EventType type) {
        return type.effect() == Effect.ORDER || type.effect() == Effect.REFUND;
    }

    /** The number that decides what the event says, if it is of that kind. */
    private static @Nullable Double number(EventType type, JsonNode properties) {
        String property = type.numberProperty();
        return property == null ? null : EventType.number(EventFields.text(properties, property));
    }

    private static @Nullable ProductId product(JsonNode properties) {
        String id = EventFields.text(properties, "product_id", "productId", "sku");
        try {
            return id == null ? null : new ProductId(id);
        } catch (IllegalArgumentException e) {
            // What was viewed is a detail; that something was viewed still counts.
            return null;
        }
    }

    private static boolean isSynthetic(JsonNode event, JsonNode context, JsonNode properties) {
        return event.path("synthetic").asBoolean()
                || context.path("synthetic").asBoolean()
                || properties.path("synthetic").asBoolean();
    }
}
