package io.desirepath.benchmark.scale;

import io.desirepath.contracts.AccountId;
import io.desirepath.recommendation.accountcontext.RedisContexts;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import java.time.Instant;

/** Some of a merchant's accounts, their contexts in Redis, that ask for home pages one after the other. */
final class Visitors {

    private static final int MOST_TRIES = 10_000;

    private final Merchant merchant;
    private final RedisContexts contexts;
    private final Instant now;
    private final int count;
    private int next;

    Visitors(Merchant merchant, RedisContexts contexts, int count, Instant now) throws InterruptedException {
        this.merchant = merchant;
        this.contexts = contexts;
        this.now = now;
        this.count = count;
        for (int account = 0; account < count; account++) {
            AccountId id = merchant.buyers().id(account);
            contexts.keep(id, merchant.buyers().context(account));
            // The service does not wait for it either.
            for (int tries = 0; contexts.find(id).isEmpty(); tries++) {
                if (tries == MOST_TRIES) {
                    throw new IllegalStateException("Redis does not keep contexts");
                }
                Thread.sleep(1);
            }
        }
    }

    /**
     * Reads so many contexts and answers as many other accounts, by turns.
     *
     * @return nanoseconds: of a read, of the answer after it, and so on
     */
    long[] visit(int times) {
        long[] nanos = new long[2 * times];
        for (int i = 0; i < times; i++) {
            AccountId reading = someone();
            AccountId asking = someone();
            long begun = System.nanoTime();
            read(reading);
            long read = System.nanoTime();
            merchant.pages().of(asking, read(asking), now);
            nanos[2 * i] = read - begun;
            nanos[2 * i + 1] = System.nanoTime() - read;
        }
        return nanos;
    }

    private AccountId someone() {
        next = (next + 1) % count;
        return merchant.buyers().id(next);
    }

    private AccountContext read(AccountId account) {
        return contexts.find(account)
                .orElseThrow(() -> new IllegalStateException("a context is gone from Redis"))
                .context();
    }
}
