package io.desirepath.journey.ingestion;

/** Why an event, or a line of an order, could not be used. */
public enum RejectReason {
    /** An import's line is not JSON. */
    MALFORMED_JSON,
    /** Something else than a JSON object where an event should be. */
    NOT_AN_OBJECT,
    /** The event is larger than its call accepts. */
    EVENT_TOO_LARGE,
    /** A string holds a NUL character or half a surrogate pair, which cannot be stored. */
    INVALID_TEXT,
    /** A type of call that the protocol does not have. */
    UNSUPPORTED_TYPE,
    /** The event's name is missing, or too long. */
    NO_EVENT,
    /** Names neither who acted nor for which account; or a group call without {@code groupId}. */
    NO_ACCOUNT,
    /** An identify call without {@code userId} and {@code anonymousId}, an alias call without both of its ids. */
    NO_IDENTITY,
    /** An id breaks the rule for ids. */
    INVALID_ID,
    /** The time cannot be read, or cannot be right. */
    INVALID_TIME,
    /** The event counts only from a server key. */
    NEEDS_SERVER_KEY,
    /** An order whose head cannot be used. */
    INVALID_ORDER,
    /** A line of an order that cannot be used; the rest of the order was recorded. */
    INVALID_ORDER_LINE,
    /** An order or refund without any line that can be used; that it happened was recorded. */
    NO_ORDER_LINES,
    /** It was accepted, and the service could not record it; its log says why. */
    NOT_RECORDED,
    /** It is about a person or a company that was erased; what was sent is not kept. */
    ERASED
}
