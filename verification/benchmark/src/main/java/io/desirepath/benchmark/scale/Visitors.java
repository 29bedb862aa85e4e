package io.desirepath.benchmark.scale;

import io.desirepath.contracts.AccountId;
import io.desirepath.recommendation.accountcontext.RedisContexts;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import java.time.Instant;
import java.util.Arrays;

/** Some of a merchant's accounts, their contexts in Redis, that ask for home pages one after the other; and what that took. */
final class Visitors {

    private static final int MOST_TRIES = 10_000;

    private final Merchant merchant;
    private final RedisContexts contexts;
    private final Instant now;
    private final int count;
    private int next;
    private final Nanos reads = new Nanos();
    private final Nanos answers = new Nanos();

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

    /** Reads so many contexts and answers as many other accounts, by turns. */
    void visit(int times, boolean counted) {
        for (int i = 0; i < times; i++) {
            long begun = System.nanoTime();
            read(someone());
            long read = System.nanoTime();
            AccountId id = someone();
            merchant.pages().of(id, read(id), now);
            long answered = System.nanoTime();
            if (counted) {
                reads.add(read - begun);
                answers.add(answered - read);
            }
        }
    }

    Nanos reads() {
        return reads;
    }

    Nanos answers() {
        return answers;
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

    /** Durations. */
    static final class Nanos {
        private long[] all = new long[1024];
        private int size;

        void add(long nanos) {
            if (size == all.length) {
                all = Arrays.copyOf(all, size * 2);
            }
            all[size++] = nanos;
        }

        int count() {
            return size;
        }

        /** @param share of them that are not longer */
        double micros(double share) {
            return Arrays.stream(all, 0, size)
                            .sorted()
                            .skip((long) (share * (size - 1)))
                            .findFirst()
                            .orElse(0)
                    / 1000d;
        }
    }
}
