package io.desirepath.persona.buyinggroup;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.Stage;
import io.desirepath.persona.buyinggroup.domain.MemberStatus;
import io.desirepath.persona.buyinggroup.domain.RequiredRoles.MissingRole;
import io.desirepath.persona.contact.domain.Source;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Who buys for an account, and who is missing.
 *
 * @param asOf the moment everything is judged at
 * @param stage the held stage the group was judged by; null if nothing is known of the account's journey
 * @param members the most engaged first
 * @param missingRoles whom the stage needs and nobody plays; empty without a stage
 */
@Schema(name = "BuyingGroup")
public record BuyingGroup(
        AccountId accountId,
        Instant asOf,

        @Nullable @Schema(description = "The stage the group was judged by; null if the journey is not known")
        Stage stage,

        @Nullable Instant stageSince,

        @Schema(description = "The most engaged first; at most 1000, of more those seen last")
        List<Member> members,

        List<MissingRole> missingRoles,

        @Schema(description = "Members first seen not long ago")
        List<ContactId> newMembers,

        @Schema(description = "Members who were active and went quiet")
        List<ContactId> quietMembers,

        @Schema(description = "True if there are more members than are shown")
        boolean truncated) {

    /**
     * @param roleConfidence in [0, 1]; null without a role
     * @param engagement in [0, 1], three digits: how regularly and how recently the person was active for this account
     * @param status null for somebody who has never been active
     * @param activities30d activities for this account within the 30 days before {@code asOf}
     */
    @Schema(name = "BuyingGroupMember")
    public record Member(
            ContactId contactId,
            @Nullable String name,
            @Nullable String title,
            @Nullable BuyingRole role,
            @Nullable Source roleSource,
            @Nullable Double roleConfidence,

            @Schema(description = "From 0 to 1: on how many days, and how recently, the person was active")
            double engagement,

            @Nullable @Schema(description = "Null for somebody who has never been active")
            MemberStatus status,

            @Nullable Instant firstSeenAt,
            @Nullable Instant lastSeenAt,
            long activities30d) {}
}
