package io.desirepath.journey.ingestion;

import io.desirepath.journey.ingestion.domain.Counts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what comes in, since the pod started. */
@Singleton
class IngestionMetrics {

    private final Counter accepted;
    private final Counter recorded;
    private final Counter duplicates;
    private final Counter rejectedLines;
    private final Counter unknown;
    private final Counter failedGroups;
    private final DistributionSummary groups;
    private final Map<RejectReason, Counter> rejects = new EnumMap<>(RejectReason.class);

    IngestionMetrics(MeterRegistry registry) {
        accepted = registry.counter("desirepath.activities.accepted");
        recorded = registry.counter("desirepath.activities.recorded");
        duplicates = registry.counter("desirepath.activities.duplicates");
        rejectedLines = registry.counter("desirepath.activities.rejected.lines");
        unknown = registry.counter("desirepath.activities.unknown.events");
        failedGroups = registry.counter("desirepath.ingestion.groups.failed");
        groups = DistributionSummary.builder("desirepath.ingestion.group.size")
                .description("Events recorded in one transaction")
                .publishPercentileHistogram(false)
                .register(registry);
        for (RejectReason reason : RejectReason.values()) {
            rejects.put(reason, registry.counter("desirepath.activities.rejected", "reason", reason.name()));
        }
    }

    void recorded(List<Submission> group, List<Counts> counts) {
        groups.record(group.stream().mapToInt(Submission::size).sum());
        for (Counts of : counts) {
            recorded.increment(of.recorded());
            duplicates.increment(of.duplicates());
            rejectedLines.increment(of.rejectedLines());
        }
        for (Submission submission : group) {
            submission.rejects().forEach(reject -> count(reject.reason()));
        }
    }

    /** They were answered, and are recorded later. */
    void accepted(int events) {
        accepted.increment(events);
    }

    void unknownEvent() {
        unknown.increment();
    }

    void groupFailed() {
        failedGroups.increment();
    }

    private void count(RejectReason reason) {
        Counter counter = rejects.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }
}
