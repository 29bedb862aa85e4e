package io.desirepath.recommendation.accountcontext;

import io.desirepath.recommendation.accountcontext.domain.AccountContext;

/**
 * A context as it was read.
 *
 * @param tag tells it from every other one that was ever read for the account: what was made from a context holds as long
 *     as the account's tag is the same
 */
public record TaggedContext(AccountContext context, String tag) {}
