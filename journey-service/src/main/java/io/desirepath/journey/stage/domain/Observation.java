package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An activity as the stage filter sees it. Observations of an account are ordered by the minute they happened in, then by
 * message id: the order in which they arrive must not matter.
 *
 * @param at when it happened; the filter counts whole minutes
 * @param messageId the activity's identity
 * @param mark the kind of evidence it is
 * @param person who acted, or null for the account itself (an order without a contact), which counts as one anonymous
 *     person
 * @param event the name it was sent under, for explanations
 * @param confidence in (0, 1]: how sure it is that it counts for this account
 * @param role the part that the person plays in the buying group at that time, null if unknown
 * @throws IllegalArgumentException if the person is an empty string, or the confidence out of its range
 */
public record Observation(
        Instant at,
        MessageId messageId,
        Mark mark,
        @Nullable String person,
        String event,
        double confidence,
        @Nullable BuyingRole role)
        implements Comparable<Observation> {

    public Observation {
        if (person != null && person.isEmpty()) {
            throw new IllegalArgumentException("a person's id must not be empty; null stands for the account itself");
        }
        if (!(confidence > 0 && confidence <= 1)) {
            throw new IllegalArgumentException("a confidence is above 0 and at most 1");
        }
    }

    public Observation(Instant at, MessageId messageId, Mark mark, @Nullable String person, String event) {
        this(at, messageId, mark, person, event, 1);
    }

    public Observation(
            Instant at, MessageId messageId, Mark mark, @Nullable String person, String event, double confidence) {
        this(at, messageId, mark, person, event, confidence, null);
    }

    /** The observation's place in the account's order. */
    public JourneyState.Key key() {
        return new JourneyState.Key(minute(), messageId.value());
    }

    long minute() {
        return Minutes.of(at);
    }

    /** By minute, then message id: two activities of one account never compare equal. */
    @Override
    public int compareTo(Observation other) {
        return key().compareTo(other.key());
    }
}
