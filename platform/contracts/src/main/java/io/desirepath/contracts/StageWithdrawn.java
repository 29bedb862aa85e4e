package io.desirepath.contracts;

/**
 * What was told of an account's stage holds no longer, because all evidence for it turned out to be somebody else's: the
 * payload of {@link Feeds#STAGE_WITHDRAWN}. The account is then like one of which no stage was ever told. A stage may be told
 * again later, with a higher revision.
 *
 * @param accountId whose journey it was
 * @param revision rises with every change of the account's state; readers ignore an older one
 */
public record StageWithdrawn(AccountId accountId, long revision) {}
