package io.desirepath.persona.contact.domain;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import java.time.Instant;

/**
 * A contact acted for an account.
 *
 * @param at when it last did
 */
public record LinkSighting(ContactId contact, AccountId account, Instant at) {}
