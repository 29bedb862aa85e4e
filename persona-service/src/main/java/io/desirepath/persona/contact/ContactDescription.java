package io.desirepath.persona.contact;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.persona.contact.domain.ConsentPurpose;
import io.desirepath.persona.contact.domain.Seniority;
import io.desirepath.persona.profile.SingleLine;
import io.desirepath.persona.profile.ValidTraits;
import io.desirepath.persona.profile.domain.Traits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says about a contact: the body of {@code PUT /v1/contacts/{id}}. A field left out is not declared, and
 * shows what was heard or can be inferred, if anything; {@code accountIds} and {@code consents} stay as they are.
 *
 * @param accountIds all the accounts the person acts for, sorted; null to leave them as they are, because activity
 *     knows of accounts that a directory does not
 * @param role the part the person plays in the buying group; null to have it inferred
 * @param consents by purpose; a purpose left out stays as it is, so that nobody takes a refusal back by accident
 * @param traits strings, numbers and booleans by name
 */
public record ContactDescription(
        @Nullable
        @Size(max = 100)
        @Schema(
                description = "All the accounts the person acts for; left out, they stay as they are. An account that"
                        + " is not known yet becomes a stub")
        List<@NotNull AccountId> accountIds,

        @Nullable @Size(max = 254) @SingleLine @Email(message = "must be an e-mail address")
        String email,

        @Nullable @Size(max = 256) @SingleLine String name,

        @Nullable @Size(max = 256) @SingleLine @Schema(description = "Job title, such as Head of Procurement")
        String title,

        @Nullable @Size(max = 128) @SingleLine String department,

        @Nullable @Schema(description = "Left out, it is inferred from the title")
        Seniority seniority,

        @Nullable @Schema(description = "Left out, it is inferred from title and department")
        BuyingRole role,

        @Nullable @Schema(description = "By purpose; a purpose left out stays as it is, UNKNOWN takes an answer back")
        Map<ConsentPurpose, @NotNull @Valid ConsentGiven> consents,

        @ValidTraits @Schema(description = "Strings, numbers and booleans by name, at most " + Traits.MAX_ENTRIES)
        Map<String, Object> traits) {

    static final ContactDescription NOTHING =
            new ContactDescription(null, null, null, null, null, null, null, null, Map.of());

    public ContactDescription {
        if (accountIds != null && !accountIds.contains(null)) {
            accountIds = accountIds.stream().distinct().sorted().toList();
        }
        traits = Traits.canonical(traits);
    }

    /** The part that is kept as it was said; accounts and consents have places of their own. */
    ContactDescription declared() {
        return new ContactDescription(null, email, name, title, department, seniority, role, null, traits);
    }
}
