package io.desirepath.recommendation.accountcontext;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.desirepath.contracts.AccountId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The contexts that this pod has read lately, so that an unchanged one is not parsed again: reading a long history takes
 * more time than everything else that a list needs. What is held here is only used after the cache has confirmed its
 * tag. Memory that is needed elsewhere is given back.
 */
final class HeldContexts {

    private final Cache<AccountId, TaggedContext> held;

    /** @param most how many contexts are held at most */
    HeldContexts(int most, Duration ttl, Ticker clock) {
        this.held = Caffeine.newBuilder()
                .maximumSize(most)
                .expireAfterWrite(ttl)
                .softValues()
                .ticker(clock)
                .build();
    }

    /** Null if it is not held. */
    @Nullable
    TaggedContext of(AccountId account) {
        return held.getIfPresent(account);
    }

    void hold(AccountId account, TaggedContext context) {
        held.put(account, context);
    }

    void drop(AccountId account) {
        held.invalidate(account);
    }

    /** Lets go of what was read too long ago, so that nothing outlives its account for long. */
    void dropOld() {
        held.cleanUp();
    }
}
