package io.desirepath.persona.contact.domain;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;

/** A contact acts for an account. */
public record Tie(ContactId contact, AccountId account) {}
