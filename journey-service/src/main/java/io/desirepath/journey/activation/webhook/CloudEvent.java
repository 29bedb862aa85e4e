package io.desirepath.journey.activation.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.MembershipChanged;
import io.desirepath.service.feed.FeedJson;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of a message: a CloudEvent 1.0 in the JSON format, structured mode.
 *
 * @param id the change's
 * @param source the segment, or the webhook that is tried out, as a path below the gateway
 * @param subject the account's or contact's id
 * @param time when it was found
 * @param backfill an extension attribute, true in what a backfill tells and left out elsewhere
 * @param data of a change exactly what the public change feed has of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CloudEvent(
        String specversion,
        UUID id,
        String source,
        String type,
        String subject,
        Instant time,
        String datacontenttype,
        @Nullable Boolean backfill,
        Object data) {

    /** By which receivers' libraries know the structured mode. */
    static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";

    static final String TEST = "webhook.test";
    static final String BACKFILLED = "webhook.backfilled";

    static CloudEvent of(MembershipChanged change, FeedEvent told) {
        return of(change, told.subject(), null, told.data());
    }

    static CloudEvent ofBackfill(MembershipChanged change, String subject) {
        return of(change, subject, true, change);
    }

    /** About the webhook itself: that it is tried out, or that a backfill has told everything. */
    static CloudEvent about(UUID id, UUID webhook, String type, Instant at, Map<String, Object> data) {
        return new CloudEvent(
                "1.0", id, "/v1/webhooks/" + webhook, type, webhook.toString(), at, "application/json", null, data);
    }

    private static CloudEvent of(MembershipChanged change, String subject, @Nullable Boolean backfill, Object data) {
        return new CloudEvent(
                "1.0",
                change.id(),
                "/v1/segments/" + change.segmentId(),
                change.type(),
                subject,
                change.at(),
                "application/json",
                backfill,
                data);
    }

    String json() {
        try {
            return FeedJson.MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event cannot be written", e);
        }
    }
}
