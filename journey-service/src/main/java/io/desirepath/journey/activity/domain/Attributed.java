package io.desirepath.journey.activity.domain;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.ContactId;
import io.desirepath.journey.stage.domain.Observation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An activity, and for whom it counts. */
public record Attributed(Activity activity, Attribution to) {

    /** What other services are told of it; nothing before it counts for an account. */
    public Optional<ActivityRecorded> told() {
        AccountId account = to.account();
        return account == null
                ? Optional.empty()
                : Optional.of(new ActivityRecorded(
                        activity.messageId(),
                        account,
                        to.contact(),
                        activity.event(),
                        activity.at(),
                        activity.receivedAt(),
                        activity.touchpoint(),
                        activity.synthetic(),
                        activity.order(),
                        activity.productId(),
                        activity.accountName()));
    }

    /**
     * How the stage model of its account sees it. Who is anonymous counts as the account itself.
     *
     * @param role of the contact, null if nobody knows
     */
    public Optional<Observation> observation(@Nullable BuyingRole role) {
        Ground ground = to.ground();
        if (activity.mark() == null || ground == null) {
            return Optional.empty();
        }
        ContactId contact = to.contact();
        return Optional.of(new Observation(
                activity.at(),
                activity.messageId(),
                activity.mark(),
                contact == null ? null : contact.value(),
                activity.event(),
                ground.confidence(),
                role));
    }
}
