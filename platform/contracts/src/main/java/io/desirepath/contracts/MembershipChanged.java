package io.desirepath.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account or a contact entered a segment or left it: the payload of {@link Feeds#SEGMENT_ENTERED} and
 * {@link Feeds#SEGMENT_EXITED}, and word for word what the public change feed and webhooks say.
 *
 * @param id of this change, the same wherever and however often it is told
 * @param type {@link Feeds#SEGMENT_ENTERED} or {@link Feeds#SEGMENT_EXITED}
 * @param segmentId which segment
 * @param segmentVersion of the segment's definition
 * @param subject what the segment is made of
 * @param accountId who, in a segment of accounts
 * @param contactId who, in a segment of contacts
 * @param at when it was found
 * @param stage where the account stands, if that is known
 * @param reason why
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MembershipChanged(
        UUID id,
        String type,
        String segmentId,
        int segmentVersion,
        SegmentSubject subject,
        @Nullable AccountId accountId,
        @Nullable ContactId contactId,
        Instant at,
        @Nullable Stage stage,
        Reason reason) {

    /**
     * @param trigger what made the segment be looked at again
     * @param text one sentence for people
     * @param evidence a sentence for each condition that decided
     * @param causedBy the activity that tipped the account's stage, if a change of stage is the trigger
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reason(
            Trigger trigger,
            String text,
            List<String> evidence,
            @Nullable MessageId causedBy) {
        public Reason {
            evidence = List.copyOf(evidence);
        }
    }

    /** What made a segment be looked at again. */
    public enum Trigger {
        /** Something was done for the account. */
        ACTIVITY,
        /** Its belief or its stage changed. */
        STAGE,
        /** The account, or one of its contacts, is described otherwise. */
        PROFILE,
        /** A regular purchase became overdue, lapsed, or was made. */
        REORDER,
        /** Only time passed. */
        TIME,
        /** The segment, or one that it is made of, was defined anew. */
        DEFINITION,
        /** The segment was deleted. */
        SEGMENT_DELETED,
        /** The account or contact is forgotten. */
        ERASURE
    }
}
