package io.desirepath.journey.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.journey.activity.domain.Claim;
import io.desirepath.journey.activity.domain.Sender;
import io.desirepath.journey.activity.domain.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * What the kinds of calls differ in.
 *
 * @param event the name it is recorded under
 * @param properties what is recorded of it: nothing of the calls that carry traits, because those are about people
 */
record Call(String event, Sender sender, Claim claim, JsonNode properties) {

    private static final int MOST_EVENT_NAME = 256;

    /** @throws UnusableEventException if it lacks what its type needs */
    static Call read(JsonNode event, CallType type, boolean fromServer) throws UnusableEventException {
        Sender sender = sender(event, type, fromServer);
        return switch (type) {
            case TRACK -> new Call(trackedName(event), sender, new Claim.Nothing(), object(event, "properties"));
            case PAGE, SCREEN -> new Call(Vocabulary.PAGE_VIEWED, sender, new Claim.Nothing(), page(event));
            case IDENTIFY -> {
                requirePerson(sender);
                yield new Call(Vocabulary.IDENTIFY, sender, new Claim.Identified(traits(event)), nothing());
            }
            case GROUP -> {
                requireAccount(sender);
                yield new Call(Vocabulary.GROUP, sender, new Claim.Grouped(traits(event)), nothing());
            }
            case ALIAS -> new Call(Vocabulary.ALIAS, sender, new Claim.Aliased(previousId(event, sender)), nothing());
        };
    }

    private static Sender sender(JsonNode event, CallType type, boolean fromServer) throws UnusableEventException {
        // A group call names the account itself.
        boolean group = type == CallType.GROUP;
        return new Sender(
                EventFields.id(EventFields.text(event, "userId"), "userId", ContactId::new),
                visitor(event, "anonymousId"),
                EventFields.id(
                        EventFields.text(group ? event : event.path("context"), "groupId"),
                        group ? "groupId" : "context.groupId",
                        AccountId::new),
                fromServer);
    }

    /** A visitor's id follows the rule of all ids. */
    private static @Nullable String visitor(JsonNode event, String field) throws UnusableEventException {
        ContactId visitor = EventFields.id(EventFields.text(event, field), field, ContactId::new);
        return visitor == null ? null : visitor.value();
    }

    private static void requirePerson(Sender sender) throws UnusableEventException {
        if (sender.userId() == null && sender.anonymousId() == null) {
            throw new UnusableEventException(
                    RejectReason.NO_IDENTITY, "userId, anonymousId: an identify call names one of them");
        }
    }

    private static void requireAccount(Sender sender) throws UnusableEventException {
        if (sender.groupId() == null) {
            throw new UnusableEventException(RejectReason.NO_ACCOUNT, "groupId: a group call names the account");
        }
    }

    private static String previousId(JsonNode event, Sender sender) throws UnusableEventException {
        String previous = visitor(event, "previousId");
        if (previous == null || sender.userId() == null) {
            throw new UnusableEventException(RejectReason.NO_IDENTITY, "previousId, userId: an alias call names both");
        }
        return previous;
    }

    private static String trackedName(JsonNode event) throws UnusableEventException {
        String name = EventFields.text(event, "event");
        if (name == null || name.isBlank() || name.length() > MOST_EVENT_NAME) {
            throw new UnusableEventException(
                    RejectReason.NO_EVENT, "event: a name of 1 to " + MOST_EVENT_NAME + " characters");
        }
        return name;
    }

    /** A page says beside its properties what it is called. */
    private static JsonNode page(JsonNode event) {
        ObjectNode properties = nothing().setAll((ObjectNode) object(event, "properties"));
        for (String field : new String[] {"name", "category"}) {
            if (event.path(field).isTextual() && !properties.has(field)) {
                properties.set(field, event.path(field));
            }
        }
        return properties;
    }

    private static String traits(JsonNode event) {
        return EventJson.write(object(event, "traits"));
    }

    private static JsonNode object(JsonNode event, String field) {
        return event.path(field).isObject() ? event.path(field) : nothing();
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
