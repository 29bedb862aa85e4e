package io.desirepath.persona.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.desirepath.contracts.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An account as the API shows it.
 *
 * @param stub true while only an activity or a contact has named the account and nobody has described it
 * @param revision the version behind the ETag
 */
@Schema(name = "Account")
public record AccountView(
        AccountId id,
        @Nullable String name,
        @Nullable String country,
        @Nullable String industry,
        @Nullable Integer employees,
        @Nullable String revenueBand,
        @Nullable String budgetBand,
        List<String> competitors,
        @Nullable String owner,
        List<String> domains,
        @Nullable AccountId parentId,
        @Nullable String priceGroup,
        @Nullable String catalogGroup,
        Map<String, Object> traits,

        @Schema(description = "True while only an activity or a contact has named the account")
        boolean stub,

        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long revision) {

    static AccountView of(AccountEntity account) {
        AccountDescription description = account.description();
        return new AccountView(
                new AccountId(account.id),
                description.name(),
                description.country(),
                description.industry(),
                description.employees(),
                description.revenueBand(),
                description.budgetBand(),
                description.competitors(),
                description.owner(),
                description.domains(),
                description.parentId(),
                description.priceGroup(),
                description.catalogGroup(),
                description.traits(),
                account.stub,
                account.createdAt,
                account.updatedAt,
                account.revision);
    }
}
