package io.desirepath.service.feed;

/**
 * What a use case puts on a feed, in the transaction of the change itself.
 *
 * @param type the event's type, {@code activity.recorded}
 * @param subject the id whose order of events is kept: almost always the account's
 * @param data a payload record of the contracts module
 */
public record FeedRecord(String type, String subject, Object data) {}
