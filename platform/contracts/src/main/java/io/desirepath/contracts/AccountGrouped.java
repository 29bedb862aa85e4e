package io.desirepath.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody said that a person acts for an account, or what the account is like ({@code group}): the payload of
 * {@link Feeds#ACCOUNT_GROUPED}. Told again when the person becomes known; of two values of a trait the later one stands,
 * as for {@link ContactIdentified}. What is not confirmed says nothing about the account itself.
 *
 * @param messageId the call's identity
 * @param accountId the account
 * @param contactId who acts for it, if known
 * @param at when it was said
 * @param confirmed whether a server said it; a page could say anything
 * @param traits a JSON object
 */
public record AccountGrouped(
        MessageId messageId,
        AccountId accountId,
        @Nullable ContactId contactId,
        Instant at,
        boolean confirmed,
        JsonNode traits) {}
