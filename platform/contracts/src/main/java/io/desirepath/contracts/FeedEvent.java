package io.desirepath.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One item of a change feed: a CloudEvent 1.0 in the JSON format. A feed page is a JSON array of these (the CloudEvents
 * batch format) with the next cursor in the {@value #NEXT_CURSOR_HEADER} header.
 *
 * @param specversion always {@code 1.0}
 * @param id unique within the source, the same on every delivery
 * @param source the feed, {@code /feeds/activities}
 * @param type what happened, {@code activity.recorded}
 * @param subject the id of the account (or contact) whose order of events is kept
 * @param time when the event was written
 * @param datacontenttype always {@code application/json}
 * @param data one of the payload records of this package, as JSON
 */
public record FeedEvent(
        String specversion,
        String id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        JsonNode data) {

    public static final String MEDIA_TYPE = "application/cloudevents-batch+json";
    public static final String NEXT_CURSOR_HEADER = "Feed-Next-Cursor";
    /** About how many events wait behind this page; 0 only if none does. */
    public static final String PENDING_HEADER = "Feed-Pending";

    public FeedEvent(String id, String source, String type, String subject, Instant time, JsonNode data) {
        this("1.0", id, source, type, subject, time, "application/json", data);
    }
}
