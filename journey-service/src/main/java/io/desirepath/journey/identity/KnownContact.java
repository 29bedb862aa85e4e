package io.desirepath.journey.identity;

import io.desirepath.contracts.BuyingRole;
import org.jspecify.annotations.Nullable;

/**
 * What persona-service tells of a contact that matters for evidence.
 *
 * @param denied whether the contact's activity may not count
 * @param role the role in the buying group, null if nobody knows
 */
public record KnownContact(boolean denied, @Nullable BuyingRole role) {

    public static final KnownContact UNKNOWN = new KnownContact(false, null);
}
