package io.desirepath.journey.stage.training;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.StageNames;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A label as it was sent. */
@Schema(name = "JourneyLabel")
record SentLabel(
        @Schema(required = true) @Nullable String accountId,

        @Schema(
                required = true,
                description = "A stage, or another system's name for one: GET /v1/stages lists them.",
                examples = "Opportunity")
        @Nullable
        String stage,

        @Schema(
                required = true,
                description = "When it stood there: an RFC 3339 time, or a date.",
                format = "date-time")
        @Nullable
        String at) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final int MOST_NAME = 100;

    /** @param said the stage in the sender's words */
    record Label(AccountId account, Instant at, Stage stage, String said) {}

    /** @throws IllegalArgumentException saying what is wrong */
    Label label(StageNames names, Instant now) {
        if (accountId == null || stage == null || at == null) {
            throw new IllegalArgumentException("accountId, stage and at are required");
        }
        var account = new AccountId(accountId);
        String said = stage.strip();
        Stage meant = names.find(said)
                .filter(found -> said.length() <= MOST_NAME)
                .orElseThrow(() -> new IllegalArgumentException(
                        "stage: neither a stage nor another system's name for one; GET /v1/stages lists them"));
        Instant moment = moment(at.strip()).truncatedTo(ChronoUnit.MILLIS);
        if (moment.isBefore(EARLIEST) || moment.isAfter(now)) {
            throw new IllegalArgumentException("at: between 2000 and now");
        }
        return new Label(account, moment, meant, said);
    }

    private static Instant moment(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("at: an RFC 3339 time such as 2026-03-01T09:30:00Z, or a date", e);
        }
    }
}
