package io.desirepath.persona.contact;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.persona.profile.SingleLine;
import io.desirepath.persona.profile.ValidTraits;
import io.desirepath.persona.profile.domain.Traits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says about a contact: the body of {@code PUT /v1/contacts/{id}}. A field left out is cleared, except
 * {@code accountIds}.
 *
 * @param accountIds all the accounts the person acts for, sorted; null to leave them as they are, because activity
 *     knows of accounts that a directory does not
 * @param role the part the person plays in the buying group
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

        @Nullable BuyingRole role,

        @ValidTraits @Schema(description = "Strings, numbers and booleans by name, at most " + Traits.MAX_ENTRIES)
        Map<String, Object> traits) {

    public ContactDescription {
        if (accountIds != null && !accountIds.contains(null)) {
            accountIds = accountIds.stream().distinct().sorted().toList();
        }
        traits = Traits.canonical(traits);
    }

    ContactDescription withAccounts(List<AccountId> accounts) {
        return new ContactDescription(accounts, email, name, title, department, role, traits);
    }
}
