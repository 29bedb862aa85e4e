package io.desirepath.recommendation.accountcontext.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Circuit circuit = new Circuit(Duration.ofSeconds(1), nanos::get);

    @Test
    void everybodyMayTryUntilSomethingFails() {
        assertThat(circuit.allows()).isTrue();
        assertThat(circuit.allows()).isTrue();
    }

    @Test
    void afterAFailureNobodyTriesUntilThePauseIsOver() {
        circuit.failed();

        nanos.addAndGet(999_999_999);
        assertThat(circuit.allows()).isFalse();
    }

    @Test
    void thenOneTriesAndTheOthersWaitForAnotherPause() {
        circuit.failed();
        nanos.addAndGet(1_000_000_000);

        assertThat(circuit.allows()).isTrue();
        assertThat(circuit.allows()).isFalse();
    }

    @Test
    void aSuccessLetsEverybodyTryAgain() {
        circuit.failed();
        nanos.addAndGet(1_000_000_000);
        assertThat(circuit.allows()).isTrue();
        circuit.succeeded();

        assertThat(circuit.allows()).isTrue();
        assertThat(circuit.allows()).isTrue();
    }
}
