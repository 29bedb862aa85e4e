package io.desirepath.persona.privacy;

import io.desirepath.contracts.ErasureDone.StoreReport;
import io.desirepath.contracts.ErasureRequested;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a request to forget.
 *
 * @param kind what was to be forgotten; whom is forgotten too
 * @param services who has to report, and what those did that have
 * @param backups until when copies are in backups
 */
@Schema(name = "ErasureReceipt")
public record ErasureReceipt(
        String id,
        ErasureRequested.Kind kind,
        Status status,
        Instant requestedAt,
        @Nullable Instant completedAt,
        List<ServiceReport> services,
        String backups) {

    /** Whether everybody has reported. */
    @Schema(name = "ErasureStatus")
    public enum Status {
        PENDING,
        COMPLETED
    }

    /**
     * @param reportedAt null until it has
     * @param stores every table, cache and file that was looked into, also those that held nothing
     */
    @Schema(name = "ErasureServiceReport")
    public record ServiceReport(
            String service, Status status, @Nullable Instant reportedAt, List<StoreReport> stores) {}
}
