package io.desirepath.service.privacy;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which of some subjects are forgotten, and until when. */
public final class Refusals {

    public static final Refusals NONE = new Refusals(Map.of());

    /** Moments from which on something counts again; {@link Instant#MAX} if nothing does. */
    private final Map<Subject, Instant> until;

    Refusals(Map<Subject, Instant> until) {
        this.until = Map.copyOf(until);
    }

    public boolean isEmpty() {
        return until.isEmpty();
    }

    /** @param at when it happened */
    public boolean refuses(Subject subject, Instant at) {
        Instant counts = until.get(subject);
        return counts != null && at.isBefore(counts);
    }

    public boolean refusesContact(@Nullable String id, Instant at) {
        return id != null && refuses(Subject.contact(id), at);
    }

    public boolean refusesAccount(@Nullable String id, Instant at) {
        return id != null && refuses(Subject.account(id), at);
    }

    public boolean refusesVisitor(@Nullable String anonymousId, Instant at) {
        return anonymousId != null && refuses(Subject.visitor(anonymousId), at);
    }
}
