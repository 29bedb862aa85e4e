package io.desirepath.recommendation.accountcontext;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.AccountId;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldContextsTest {

    private static final TaggedContext CONTEXT =
            new TaggedContext(new AccountContext(null, List.of(), List.of(), 7), "tag");

    private long nanos;
    private final HeldContexts held = new HeldContexts(1, Duration.ofSeconds(60), () -> nanos);
    private final AccountId one = new AccountId("one");
    private final AccountId other = new AccountId("other");

    @Test
    void noAccountGetsTheContextOfAnother() {
        held.hold(one, CONTEXT);
        assertThat(held.of(one)).isSameAs(CONTEXT);
        assertThat(held.of(other)).isNull();
    }

    @Test
    void whatIsOldOrDroppedIsNotHeld() {
        held.hold(one, CONTEXT);
        nanos = Duration.ofSeconds(61).toNanos();
        assertThat(held.of(one)).isNull();
        held.dropOld();
        held.hold(one, CONTEXT);
        held.drop(one);
        assertThat(held.of(one)).isNull();
    }
}
