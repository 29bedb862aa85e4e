package io.desirepath.recommendation.accountcontext;

import io.desirepath.contracts.AccountId;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The contexts that this pod has read lately, so that an unchanged one is not parsed again: reading a long history takes
 * more time than everything else that a list needs. What is held here is only used after the cache has confirmed its
 * tag. One place per account, by hash: of two that share one, the later stays. Memory that is needed elsewhere is
 * given back.
 */
final class HeldContexts {

    /** A context with what tells it from every other one that was ever written for the account. */
    record Tagged(AccountContext context, String tag) {}

    private record Held(AccountId account, Tagged context, long nanos) {}

    private final AtomicReferenceArray<@Nullable SoftReference<Held>> places;
    private final Duration ttl;
    private final LongSupplier clock;

    /** @param places how many contexts are held at most */
    HeldContexts(int places, Duration ttl, LongSupplier clock) {
        this.places = new AtomicReferenceArray<>(Math.max(1, places));
        this.ttl = ttl;
        this.clock = clock;
    }

    /** Null if it is not held. */
    @Nullable
    Tagged of(AccountId account) {
        SoftReference<Held> place = places.get(place(account));
        Held held = place == null ? null : place.get();
        return held == null || !held.account().equals(account) || isOld(held) ? null : held.context();
    }

    void hold(AccountId account, Tagged context) {
        places.set(place(account), new SoftReference<>(new Held(account, context, clock.getAsLong())));
    }

    void drop(AccountId account) {
        places.set(place(account), null);
    }

    /** Lets go of what was read too long ago, so that nothing outlives its account for long. */
    void dropOld() {
        for (int i = 0; i < places.length(); i++) {
            SoftReference<Held> place = places.get(i);
            Held held = place == null ? null : place.get();
            if (place != null && (held == null || isOld(held))) {
                places.compareAndSet(i, place, null);
            }
        }
    }

    private boolean isOld(Held held) {
        return clock.getAsLong() - held.nanos() > ttl.toNanos();
    }

    private int place(AccountId account) {
        int hash = account.value().hashCode();
        return Math.floorMod(hash ^ hash >>> 16, places.length());
    }
}
