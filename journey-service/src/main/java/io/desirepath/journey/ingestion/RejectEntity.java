package io.desirepath.journey.ingestion;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the reject log, for reading; {@link Rejects} writes it. */
@Entity
@Table(name = "reject")
class RejectEntity {
    @Id
    UUID id;

    @Column(name = "message_id")
    @Nullable
    String messageId;

    String reason;
    String detail;
    String payload;

    @Column(name = "received_at")
    Instant receivedAt;

    @Column(name = "import_id")
    @Nullable
    UUID importId;
}
