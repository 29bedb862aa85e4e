package io.desirepath.persona.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.AccountGrouped;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ActivityWithdrawn;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ContactIdentified;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MessageId;
import io.desirepath.persona.account.domain.HeardAccount;
import io.desirepath.persona.contact.domain.HeardContact;
import io.desirepath.persona.contact.domain.Utterance;
import io.desirepath.persona.profile.domain.TraitFilter;
import io.desirepath.persona.profile.domain.TraitType;
import io.desirepath.service.feed.FeedInstants;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.UnappliableEventException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the events of the activities feed. */
final class UtteranceReader {

    private final TraitFilter accountTraits;
    private final TraitFilter contactTraits;

    /** @param accountTypes the declared types of traits by name */
    UtteranceReader(Map<String, TraitType> accountTypes, Map<String, TraitType> contactTypes) {
        this.accountTraits = new TraitFilter(accountTypes, HeardAccount::accepts);
        this.contactTraits = new TraitFilter(contactTypes, HeardContact::accepts);
    }

    /**
     * @return empty for what is none of a profile's business
     * @throws UnappliableEventException if the event does not keep to its contract
     */
    Optional<Utterance> read(FeedEvent event) {
        try {
            return switch (event.type()) {
                case Feeds.ACTIVITY_RECORDED -> Optional.of(recorded(event.data()));
                case Feeds.ACTIVITY_WITHDRAWN -> Optional.of(withdrawn(data(event, ActivityWithdrawn.class)));
                case Feeds.CONTACT_IDENTIFIED ->
                    Optional.of(identified(event.time(), data(event, ContactIdentified.class)));
                case Feeds.ACCOUNT_GROUPED -> Optional.of(grouped(event.time(), data(event, AccountGrouped.class)));
                default -> Optional.empty();
            };
        } catch (JsonProcessingException | NullPointerException | IllegalArgumentException | DateTimeParseException e) {
            throw new UnappliableEventException("not a " + event.type() + ": " + event.id(), e);
        }
    }

    private static <T> T data(FeedEvent event, Class<T> type) throws JsonProcessingException {
        return FeedJson.MAPPER.treeToValue(event.data(), type);
    }

    /** An {@link ActivityRecorded}, of which nearly every event of the feed is one, without what profiles do not need. */
    private static Utterance recorded(JsonNode said) {
        JsonNode contact = said.path("contactId");
        JsonNode accountName = said.path("accountName");
        return new Utterance.Recorded(
                new MessageId(text(said, "messageId")),
                new AccountId(text(said, "accountId")),
                contact.isTextual() ? new ContactId(contact.textValue()) : null,
                text(said, "event"),
                text(said, "touchpoint"),
                earlier(FeedInstants.parse(text(said, "at")), FeedInstants.parse(text(said, "receivedAt"))),
                accountName.isTextual() ? accountName.textValue() : null);
    }

    private static String text(JsonNode said, String field) {
        JsonNode value = said.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " is no text");
        }
        return value.textValue();
    }

    private static Utterance withdrawn(ActivityWithdrawn said) {
        return new Utterance.Withdrawn(said.messageId(), said.accountId(), said.contactId());
    }

    private Utterance identified(Instant told, ContactIdentified said) {
        return new Utterance.Identified(
                said.contactId(),
                earlier(said.at(), told),
                contactTraits.sort(object(said.traits()), said.confirmed(), said.at(), said.messageId()));
    }

    private Utterance grouped(Instant told, AccountGrouped said) {
        return new Utterance.Grouped(
                said.accountId(),
                said.contactId(),
                earlier(said.at(), told),
                said.confirmed()
                        ? accountTraits.sort(object(said.traits()), true, said.at(), said.messageId())
                        : TraitFilter.Sorted.NOTHING);
    }

    private static Map<String, @Nullable Object> object(@Nullable JsonNode traits) {
        Map<String, @Nullable Object> object = new TreeMap<>();
        if (traits != null) {
            traits.properties()
                    .forEach(trait ->
                            object.put(trait.getKey(), FeedJson.MAPPER.convertValue(trait.getValue(), Object.class)));
        }
        return object;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
