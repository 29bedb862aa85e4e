package io.desirepath.persona;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MessageId;
import io.desirepath.service.feed.FeedJson;
import java.time.Instant;
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
}
