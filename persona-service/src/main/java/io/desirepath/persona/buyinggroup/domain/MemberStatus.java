package io.desirepath.persona.buyinggroup.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What has become of a member of the buying group. */
public enum MemberStatus {
    /** First seen not long ago. */
    NEW,
    ACTIVE,
    /** Was active, and has not been for a while. */
    QUIET;

    /** @return null for somebody who has never done anything: known, but not seen */
    public static @Nullable MemberStatus of(
            @Nullable Instant firstSeenAt,
            @Nullable Instant lastSeenAt,
            Instant asOf,
            Duration newFor,
            Duration quietAfter) {
        if (firstSeenAt == null || lastSeenAt == null) {
            return null;
        }
        if (lastSeenAt.isBefore(asOf.minus(quietAfter))) {
            return QUIET;
        }
        return firstSeenAt.isBefore(asOf.minus(newFor)) ? ACTIVE : NEW;
    }
}
