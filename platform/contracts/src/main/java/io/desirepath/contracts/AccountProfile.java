package io.desirepath.contracts;

import org.jspecify.annotations.Nullable;

/**
 * An account as persona-service knows it: the payload of {@link Feeds#ACCOUNT_UPDATED} and, with the last state, of
 * {@link Feeds#ACCOUNT_DELETED}.
 *
 * @param accountId whose profile this is
 * @param name what the company calls itself
 * @param country ISO 3166-1 alpha-2 code
 * @param industry the merchant's own name or code for it
 * @param stub true while only an activity has named the account and nobody has described it
 * @param revision rises with every change of the profile; readers ignore an older one
 */
public record AccountProfile(
        AccountId accountId,
        @Nullable String name,
        @Nullable String country,
        @Nullable String industry,
        boolean stub,
        long revision) {}
