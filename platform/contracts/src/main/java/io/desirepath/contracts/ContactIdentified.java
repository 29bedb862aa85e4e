package io.desirepath.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * Somebody said something about a contact ({@code identify}): the payload of {@link Feeds#CONTACT_IDENTIFIED}. Told once
 * per message id, in any order: of two values of a trait the confirmed one stands, then the one of the later {@code at},
 * then of the greater message id.
 *
 * @param messageId the call's identity
 * @param contactId whom it is about
 * @param at when it was said
 * @param confirmed whether a server said it; a page could say anything
 * @param traits a JSON object
 */
public record ContactIdentified(
        MessageId messageId, ContactId contactId, Instant at, boolean confirmed, JsonNode traits) {}
