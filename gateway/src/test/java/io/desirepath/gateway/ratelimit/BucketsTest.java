package io.desirepath.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.gateway.ratelimit.domain.Quota;
import io.desirepath.gateway.ratelimit.domain.Quota.Decision;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BucketsTest {

    private static final Quota QUOTA = new Quota("read", 1, 3);

    private final Clock clock = new Clock();
    private final Buckets buckets = new Buckets(clock);

    @Test
    void aBucketHoldsItsBurstAndThenRefuses() {
        Buckets.Name name = new Buckets.Name("writekey", QUOTA);
        for (int left = 2; left >= 0; left--) {
            Decision decision = buckets.take(name);
            assertThat(decision.allowed()).isTrue();
            assertThat(decision.remaining()).isEqualTo(left);
        }
        assertThat(buckets.take(name))
                .isEqualTo(new Decision(
                        false,
                        0,
                        Duration.ofSeconds(1).toNanos(),
                        Duration.ofSeconds(3).toNanos()));
    }

    @Test
    void aBucketFillsAgainAtItsRateUpToItsBurst() {
        Buckets.Name name = new Buckets.Name("writekey", QUOTA);
        for (int i = 0; i < 3; i++) {
            buckets.take(name);
        }
        clock.nanos += Duration.ofMillis(999).toNanos();
        assertThat(buckets.take(name).allowed()).isFalse();
        clock.nanos += Duration.ofMillis(1).toNanos();
        assertThat(buckets.take(name).allowed()).isTrue();
        clock.nanos += Duration.ofHours(1).toNanos();
        assertThat(buckets.take(name).remaining()).isEqualTo(2);
    }

    @Test
    void eachKeyAndEachKindOfCallHasItsOwn() {
        for (int i = 0; i < 4; i++) {
            buckets.take(new Buckets.Name("writekey", QUOTA));
        }
        assertThat(buckets.take(new Buckets.Name("otherkey", QUOTA)).allowed()).isTrue();
        assertThat(buckets.take(new Buckets.Name("writekey", new Quota("admin", 1, 3)))
                        .allowed())
                .isTrue();
    }

    private static final class Clock implements TimeMeter {

        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
