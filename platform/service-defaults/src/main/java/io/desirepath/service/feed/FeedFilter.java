package io.desirepath.service.feed;

/**
 * Some of the events of a feed: those for which an expression over the columns of its table has a value. An index on the
 * expression and then {@code xid, seq} serves it.
 *
 * @param expression as the index has it
 */
public record FeedFilter(String expression, String value) {}
