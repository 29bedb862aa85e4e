package io.desirepath.journey.activation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.MembershipChanged;
import io.desirepath.contracts.Stage;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of members. */
@Schema(name = "SegmentMembers")
record SegmentMembers(
        @Schema(type = SchemaType.ARRAY, implementation = Member.class)
        List<ObjectNode> members,

        @Schema(description = "null on the last page") @Nullable
        String nextPageToken,

        @Schema(
                description =
                        "Where the change feed stood when the first page was read. Whoever reads all pages, and then"
                                + " changes from here on, applying an entry as an upsert and an exit as a deletion, has the members.")
        String changesCursor,

        @Schema(
                description = "Rows of persons that are not listed because they denied profiling, or have not agreed to"
                        + " the purpose: counted with the first page.")
        long withheld) {

    /** What a member may have; each answer has the fields that were asked for. */
    @Schema(name = "SegmentMember")
    record Member(
            AccountId accountId,
            ContactId contactId,

            @Schema(description = "When the member, in rows for contacts of accounts the account, entered the segment")
            Instant enteredAt,

            @Schema(description = "Where the account stands, as last published")
            Stage stage,

            @Schema(description = "Since when it stands there")
            Instant stageSince,

            @Schema(description = "Why the member entered; in CSV its sentence")
            MembershipChanged.Reason reason,

            @Schema(description = "What the company calls itself")
            String name,

            @Schema(description = "ISO 3166-1 alpha-2 code") String country,

            @Schema(description = "NACE Rev. 2 code, or the merchant's own name for it")
            String industry,

            @Schema(description = "How many people work there")
            Integer employees,

            @Schema(description = "What HubSpot calls the stage: the furthest of its names, or of the stage before it")
            String hubspotLifecycleStage,

            @Schema(description = "What 6sense calls the stage: the furthest of its names, or of the stage before it")
            String sixsenseStage,

            @Schema(description = "The accounts that the person acts for; in CSV a JSON array")
            List<AccountId> accountIds,

            @Schema(description = "Buying role, declared or inferred. Only for a purpose")
            String role,

            @Schema(description = "The persona the person is most probably of. Only for a purpose")
            String persona,

            @Schema(
                    description = "SHA-256 of the e-mail address, trimmed and in lower case, in hexadecimal. Only for a"
                            + " purpose")
            String emailSha256) {}
}
