package io.desirepath.persona.account;

import io.desirepath.contracts.AccountId;
import io.desirepath.persona.account.domain.HeardAccount;
import io.desirepath.persona.profile.SingleLine;
import io.desirepath.persona.profile.ValidTraits;
import io.desirepath.persona.profile.domain.HeardTraits;
import io.desirepath.persona.profile.domain.Traits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says about an account: the body of {@code PUT /v1/accounts/{id}}. A field left out is not declared, and
 * shows what was heard of it, if anything.
 *
 * @param country ISO 3166-1 alpha-2 code
 * @param industry NACE Rev. 2 code ({@code 46.49}, {@code G46}) or the merchant's own name; taken as it is
 * @param employees head count, zero or more
 * @param revenueBand the merchant's name for the range of the yearly revenue
 * @param budgetBand the merchant's name for the range of the yearly budget
 * @param competitors whose products are in use there; once each
 * @param owner the account manager, by the merchant's own id or name
 * @param domains of the company's web sites; kept in lower case and once each
 * @param parentId the account this is a subsidiary of, which need not be known yet
 * @param traits strings, numbers and booleans by name
 */
public record AccountDescription(
        @Nullable @Size(max = 256) @SingleLine String name,

        @Nullable @CountryCode @Schema(description = "ISO 3166-1 alpha-2", examples = "GB")
        String country,

        @Nullable
        @Size(max = 128)
        @SingleLine
        @Schema(description = "A NACE Rev. 2 code, or the merchant's own name for it", examples = "46.49")
        String industry,

        @Nullable @PositiveOrZero Integer employees,

        @Nullable
        @Size(max = 128)
        @SingleLine
        @Schema(description = "The merchant's name for the range of the yearly revenue", examples = "10M-50M")
        String revenueBand,

        @Nullable
        @Size(max = 128)
        @SingleLine
        @Schema(description = "The merchant's name for the range of the yearly budget", examples = "100K-250K")
        String budgetBand,

        @Size(max = 50) @Schema(description = "Whose products are in use there; kept once each")
        List<@NotBlank @Size(max = 128) @SingleLine String> competitors,

        @Nullable @Size(max = 256) @SingleLine @Schema(description = "The account manager")
        String owner,

        @Size(max = 50) @Schema(description = "Of the company's web sites; kept in lower case and once each")
        List<
                        @NotNull @Size(max = 253)
                        @Pattern(regexp = HeardAccount.DOMAIN_PATTERN, message = "must be a domain name") String>
                domains,

        @Nullable AccountId parentId,

        @Nullable @Size(max = 128) @SingleLine String priceGroup,

        @Nullable @Size(max = 128) @SingleLine String catalogGroup,

        @ValidTraits @Schema(description = "Strings, numbers and booleans by name, at most " + Traits.MAX_ENTRIES)
        Map<String, Object> traits) {

    static final AccountDescription NOTHING = new AccountDescription(
            null, null, null, null, null, null, List.of(), null, List.of(), null, null, null, Map.of());

    public AccountDescription {
        domains = domains == null
                ? List.of()
                : Collections.unmodifiableList(domains.stream()
                        .map(AccountDescription::lower)
                        .distinct()
                        .toList());
        competitors = competitors == null
                ? List.of()
                : Collections.unmodifiableList(competitors.stream().distinct().toList());
        traits = Traits.canonical(traits);
    }

    /** What results from a declaration and from what was heard: the declared always stands. */
    static AccountDescription settle(@Nullable AccountDescription declared, HeardTraits traits) {
        AccountDescription said = declared == null ? NOTHING : declared;
        HeardAccount heard = HeardAccount.of(traits);
        return new AccountDescription(
                said.name != null ? said.name : heard.name(),
                said.country != null ? said.country : heard.country(),
                said.industry != null ? said.industry : heard.industry(),
                said.employees != null ? said.employees : heard.employees(),
                said.revenueBand,
                said.budgetBand,
                said.competitors,
                said.owner,
                said.domains.isEmpty() && heard.domain() != null ? List.of(heard.domain()) : said.domains,
                said.parentId,
                said.priceGroup,
                said.catalogGroup,
                traits.others(HeardAccount.WELL_KNOWN, said.traits));
    }

    /** Whether the other differs only in what the feed does not tell. */
    boolean looksLike(AccountDescription other) {
        return published().equals(other.published());
    }

    private AccountDescription published() {
        return new AccountDescription(
                name,
                country,
                industry,
                employees,
                revenueBand,
                budgetBand,
                List.of(),
                null,
                domains,
                parentId,
                priceGroup,
                catalogGroup,
                Map.of());
    }

    private static @Nullable String lower(@Nullable String domain) {
        return domain == null ? null : domain.toLowerCase(Locale.ROOT);
    }
}
