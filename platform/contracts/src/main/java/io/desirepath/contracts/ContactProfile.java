package io.desirepath.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact as persona-service knows it: the payload of {@link Feeds#CONTACT_UPDATED} and, with the last state, of
 * {@link Feeds#CONTACT_DELETED}. Names and e-mail addresses stay in persona-service.
 *
 * @param contactId whose profile this is
 * @param accountIds the accounts the person acts for
 * @param role buying role, if declared
 * @param stub true while only an activity has named the contact
 * @param revision rises with every change of the profile; readers ignore an older one
 */
public record ContactProfile(
        ContactId contactId,
        List<AccountId> accountIds,
        @Nullable BuyingRole role,
        boolean stub,
        long revision) {
    public ContactProfile {
        accountIds = List.copyOf(accountIds);
    }
}
