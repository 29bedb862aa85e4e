package io.desirepath.persona.account;

import io.desirepath.contracts.AccountId;
import io.desirepath.persona.profile.SingleLine;
import io.desirepath.persona.profile.ValidTraits;
import io.desirepath.persona.profile.domain.Traits;
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
 * What somebody says about an account: the body of {@code PUT /v1/accounts/{id}}. A field left out is cleared.
 *
 * @param country ISO 3166-1 alpha-2 code
 * @param employees head count, zero or more
 * @param domains of the company's web sites; kept in lower case and once each
 * @param parentId the account this is a subsidiary of, which need not be known yet
 * @param traits strings, numbers and booleans by name
 */
public record AccountDescription(
        @Nullable @Size(max = 256) @SingleLine String name,

        @Nullable @CountryCode @Schema(description = "ISO 3166-1 alpha-2", examples = "GB")
        String country,

        @Nullable @Size(max = 128) @SingleLine @Schema(description = "The merchant's own name or code for it")
        String industry,

        @Nullable @PositiveOrZero Integer employees,

        @Size(max = 50) @Schema(description = "Of the company's web sites; kept in lower case and once each")
        List<@NotNull @Size(max = 253) @Pattern(regexp = DOMAIN, message = "must be a domain name") String> domains,

        @Nullable AccountId parentId,

        @Nullable @Size(max = 128) @SingleLine String priceGroup,

        @Nullable @Size(max = 128) @SingleLine String catalogGroup,

        @ValidTraits @Schema(description = "Strings, numbers and booleans by name, at most " + Traits.MAX_ENTRIES)
        Map<String, Object> traits) {

    static final String DOMAIN =
            "[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?" + "(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?)+";

    public AccountDescription {
        domains = domains == null
                ? List.of()
                : Collections.unmodifiableList(domains.stream()
                        .map(AccountDescription::lower)
                        .distinct()
                        .toList());
        traits = Traits.canonical(traits);
    }

    private static @Nullable String lower(@Nullable String domain) {
        return domain == null ? null : domain.toLowerCase(Locale.ROOT);
    }
}
