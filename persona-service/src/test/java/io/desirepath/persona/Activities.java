package io.desirepath.persona;

import io.desirepath.contracts.AccountGrouped;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ActivityWithdrawn;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ContactIdentified;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MessageId;
import io.desirepath.service.feed.FeedJson;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Activities as journey-service tells of them. */
public final class Activities {

    private Activities() {}

    public static ActivityRecorded activity(String account, String contact, Instant at) {
        return named(account, null, contact, at);
    }

    public static ActivityRecorded named(String account, String accountName, String contact, Instant at) {
        return new ActivityRecorded(
                new MessageId(UUID.randomUUID().toString()),
                new AccountId(account),
                contact == null ? null : new ContactId(contact),
                "Product Viewed",
                at,
                at.plusSeconds(1),
                "web",
                false,
                null,
                null,
                accountName);
    }

    public static FeedEvent event(ActivityRecorded activity) {
        return new FeedEvent(
                UUID.randomUUID().toString(),
                "/feeds/activities",
                Feeds.ACTIVITY_RECORDED,
                activity.accountId().value(),
                activity.receivedAt(),
                FeedJson.MAPPER.valueToTree(activity));
    }

    public static FeedEvent withdrawn(ActivityRecorded activity) {
        return event(
                Feeds.ACTIVITY_WITHDRAWN,
                activity.accountId().value(),
                activity.receivedAt(),
                new ActivityWithdrawn(
                        activity.messageId(), activity.accountId(), activity.contactId(), activity.event()));
    }

    public static FeedEvent identified(
            String message, String contact, Instant at, boolean confirmed, Map<String, Object> traits) {
        return event(
                Feeds.CONTACT_IDENTIFIED,
                contact,
                at.plusSeconds(1),
                new ContactIdentified(
                        new MessageId(message),
                        new ContactId(contact),
                        at,
                        confirmed,
                        FeedJson.MAPPER.valueToTree(traits)));
    }

    /** @param contact null while nobody knows who said it */
    public static FeedEvent grouped(
            String message, String account, String contact, Instant at, boolean confirmed, Map<String, Object> traits) {
        return event(
                Feeds.ACCOUNT_GROUPED,
                account,
                at.plusSeconds(1),
                new AccountGrouped(
                        new MessageId(message),
                        new AccountId(account),
                        contact == null ? null : new ContactId(contact),
                        at,
                        confirmed,
                        FeedJson.MAPPER.valueToTree(traits)));
    }

    public static FeedEvent event(String type, String subject, Instant time, Object data) {
        return new FeedEvent(
                UUID.randomUUID().toString(),
                "/feeds/activities",
                type,
                subject,
                time,
                FeedJson.MAPPER.valueToTree(data));
    }
}
