package io.desirepath.contracts;

/**
 * Every problem the suite answers with, as RFC 9457 problem types. The gateway serves a page for each under
 * {@code /problems/{slug}}; a slug, once published, never changes its meaning.
 */
public enum ProblemType {
    INVALID_JSON(
            400, "Malformed JSON", "The request body is not valid JSON. The detail says where it stops being JSON."),
    INVALID_REQUEST(
            400, "Invalid request", "A field or parameter has a value that cannot be used. The detail names it."),
    UNKNOWN_FIELD(400, "Unknown field", "The body has a field this call does not know. The detail names it."),
    UNKNOWN_PARAMETER(
            400, "Unknown query parameter", "The query has a parameter this call does not know. The detail names it."),
    UNAUTHENTICATED(
            401,
            "Missing or invalid key",
            "Send a valid key: as 'Authorization: Bearer KEY', as the user name of Basic authentication, or, for"
                    + " ingestion, as 'writeKey' in the body."),
    INVALID_ACCOUNT_TOKEN(
            401,
            "Missing or invalid account token",
            "A browser key reads for one account only. Send a valid X-Account-Token: a JWT that the storefront signed,"
                    + " with the account as 'sub' and an 'exp' within an hour."),
    MISSING_SCOPE(403, "Key without the scope", "The key is valid, but does not have the scope this call needs."),
    ORIGIN_NOT_ALLOWED(
            403,
            "Origin not allowed",
            "Pages of this origin may not use the key. Name the origin at the key, or in the gateway's configuration."),
    UNKNOWN_ACCOUNT(404, "Unknown account", "No account with this id has been created or seen in an activity."),
    UNKNOWN_CONTACT(404, "Unknown contact", "No contact with this id has been created or seen in an activity."),
    UNKNOWN_PRODUCT(404, "Unknown product", "No product with this id has been created or seen in an order."),
    UNKNOWN_CATALOG(404, "Unknown catalogue", "There is no catalogue with this id."),
    UNKNOWN_PRICE_LIST(404, "Unknown price list", "There is no price list with this id."),
    UNKNOWN_CONTENT(404, "Unknown content item", "There is no content item with this id."),
    UNKNOWN_IMPORT(404, "Unknown import", "There is no import with this id."),
    UNKNOWN_EXPERIMENT(404, "Unknown experiment", "There is no experiment with this id."),
    UNKNOWN_PERSONA(404, "Unknown persona", "There is no persona with this id, or no such version of it."),
    UNKNOWN_EVENT_TYPE(404, "Unknown event type", "No event of this name has been mapped or seen."),
    UNKNOWN_JOURNEY_MODEL(404, "Unknown journey model", "There is no version of the stage model with this name."),
    UNKNOWN_STRATEGY(404, "Unknown strategy", "There is no strategy with this name, or no such version of it."),
    UNKNOWN_MERCHANDISING_RULE(404, "Unknown merchandising rule", "There is no merchandising rule with this id."),
    UNKNOWN_SEGMENT(404, "Unknown segment", "There is no segment with this id."),
    UNKNOWN_WEBHOOK(404, "Unknown webhook", "There is no webhook with this id."),
    UNKNOWN_DELIVERY(404, "Unknown delivery", "There is no message with this id to this webhook."),
    UNKNOWN_WORKFLOW(404, "Unknown workflow", "There is no workflow with this id."),
    UNKNOWN_WORKFLOW_RUN(404, "Unknown run of a workflow", "There is no run with this id of this workflow."),
    UNKNOWN_ERASURE(404, "Unknown erasure", "There is no erasure with this id."),
    UNKNOWN_API_KEY(404, "Unknown key", "There is no key with this id."),
    NOT_FOUND(404, "Not found", "There is nothing at this path."),
    METHOD_NOT_ALLOWED(405, "Method not allowed", "The path exists, but not for this HTTP method."),
    NOT_ACCEPTABLE(406, "Not acceptable", "The call cannot answer in a media type that the Accept header allows."),
    CONFLICT(409, "Conflict", "The change contradicts what is stored. The detail says how."),
    CURSOR_EXPIRED(
            410,
            "Cursor expired",
            "The cursor belongs to an earlier life of the database, or is older than the feed. Start again with an"
                    + " empty cursor and apply what comes as the present state."),
    PRECONDITION_FAILED(
            412,
            "Precondition failed",
            "The resource changed since it was read: its ETag is no longer the one in If-Match. Read it again."),
    PAYLOAD_TOO_LARGE(413, "Payload too large", "The body is larger than this call accepts."),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "The call does not read this Content-Type."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "Idempotency key reused",
            "The Idempotency-Key was sent before with a different request. Use a new key for a new request."),
    RATE_LIMITED(429, "Too many requests", "The key has used up its requests for now. Retry-After says when to go on."),
    INTERNAL(500, "Internal error", "Something went wrong on our side. The request id finds it in the log."),
    UPSTREAM_UNAVAILABLE(
            503, "Service unavailable", "The service behind this call does not answer just now. Try again shortly.");

    private final int status;
    private final String title;
    private final String explanation;

    ProblemType(int status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    /** The HTTP status this problem is answered with. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** One or two sentences for a person: what it means and what to do. */
    public String explanation() {
        return explanation;
    }

    /** The last segment of the type: {@code unknown-account}. */
    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The relative type reference: {@code /problems/unknown-account}. */
    public String type() {
        return "/problems/" + slug();
    }
}
