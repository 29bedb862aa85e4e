package io.desirepath.recommendation.catalog.bulk;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of the rows of a file: received = stored + rejected.
 *
 * @param stored what was usable; sending it again changes nothing
 * @param changed what was not so before
 * @param rejects the first {@value #MOST_LISTED} of them, in the order of their lines
 */
@Schema(name = "BulkOutcome", description = "What became of the rows of a file: received = stored + rejected")
public record BulkOutcome(
        long received,

        @Schema(description = "Usable rows; sending them again changes nothing")
        long stored,

        @Schema(description = "Those of the stored ones that said something new")
        long changed,

        long rejected,

        @Schema(description = "Why rows could not be used, at most " + MOST_LISTED + " of them")
        List<Rejected> rejects) {

    static final int MOST_LISTED = 10_000;

    /** @param line of the file, the first being 1 */
    @Schema(name = "RejectedRow")
    public record Rejected(long line, String reason) {}
}
