package io.desirepath.journey.identity;

import io.desirepath.journey.identity.domain.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The domain of an e-mail address that a contact was said to have.
 *
 * @param domain null if anybody may have such an address
 */
record EmailFact(Moment moment, @Nullable String domain) {

    EmailFact later(EmailFact other) {
        return other.moment().compareTo(moment) > 0 ? other : this;
    }
}
