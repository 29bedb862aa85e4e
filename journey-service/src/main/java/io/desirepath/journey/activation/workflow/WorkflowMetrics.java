package io.desirepath.journey.activation.workflow;

import io.desirepath.journey.activation.workflow.domain.RunState;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What runs came to, since the pod started. */
@Singleton
class WorkflowMetrics {

    private final MeterRegistry registry;

    WorkflowMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (RunState state : RunState.values()) {
            became(state, 0);
        }
    }

    /** @param state RUNNING for those that began */
    final void became(RunState state, int runs) {
        registry.counter("desirepath.workflow.runs", "state", state.name()).increment(runs);
    }
}
