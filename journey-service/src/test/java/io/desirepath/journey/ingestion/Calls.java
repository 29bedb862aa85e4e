package io.desirepath.journey.ingestion;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.MessageId;
import io.desirepath.journey.activity.domain.Activity;
import io.desirepath.journey.activity.domain.Claim;
import io.desirepath.journey.activity.domain.Sender;
import io.desirepath.journey.stage.domain.Mark;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of the protocol as the parser reads them. */
final class Calls {

    private Calls() {}

    static Sender server(@Nullable String user, @Nullable String visitor, @Nullable String account) {
        return sender(user, visitor, account, true);
    }

    static Sender page(@Nullable String user, @Nullable String visitor, @Nullable String account) {
        return sender(user, visitor, account, false);
    }

    static Activity track(String id, Instant at, Sender sender, Mark mark) {
        return activity(id, at, sender, new Claim.Nothing(), "Something Seen", mark, false);
    }

    static Activity order(String id, Instant at, Sender sender) {
        return activity(id, at, sender, new Claim.Nothing(), "Order Completed", Mark.ORDER, true);
    }

    static Activity identify(String id, Instant at, Sender sender, String traits) {
        return activity(id, at, sender, new Claim.Identified(traits), "Identify", null, false);
    }

    static Activity group(String id, Instant at, Sender sender) {
        return activity(id, at, sender, new Claim.Grouped("{}"), "Group", null, false);
    }

    static Activity alias(String id, Instant at, String previousId, Sender sender) {
        return activity(id, at, sender, new Claim.Aliased(previousId), "Alias", null, false);
    }

    static Submission submission(List<Activity> activities) {
        return Submission.of(
                activities.stream()
                        .map(activity -> new Incoming(activity, List.of()))
                        .toList(),
                List.of());
    }

    private static Sender sender(
            @Nullable String user, @Nullable String visitor, @Nullable String account, boolean server) {
        return new Sender(
                user == null ? null : new ContactId(user),
                visitor,
                account == null ? null : new AccountId(account),
                server);
    }

    private static Activity activity(
            String id, Instant at, Sender sender, Claim claim, String event, @Nullable Mark mark, boolean needsProof) {
        return new Activity(
                new MessageId(id),
                at,
                at,
                sender,
                claim,
                event,
                mark,
                "web",
                needsProof,
                false,
                null,
                null,
                null,
                "{}");
    }
}
