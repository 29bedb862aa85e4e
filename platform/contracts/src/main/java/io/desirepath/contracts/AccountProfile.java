package io.desirepath.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as persona-service knows it: the payload of {@link Feeds#ACCOUNT_UPDATED} and, with the last state, of
 * {@link Feeds#ACCOUNT_DELETED}.
 *
 * @param accountId whose profile this is
 * @param name what the company calls itself
 * @param country ISO 3166-1 alpha-2 code
 * @param industry NACE Rev. 2 code, or the merchant's own name for it
 * @param employees how many people work there
 * @param revenueBand the merchant's name for the range its yearly revenue is in
 * @param budgetBand the merchant's name for the range its yearly budget is in
 * @param domains its e-mail domains, lower case; who writes from one of them probably works there
 * @param parentId the account it is a subsidiary of
 * @param priceGroup which price lists it buys under
 * @param catalogGroup which catalogues it may buy from
 * @param stub true while only an activity has named the account and nobody has described it
 * @param revision rises with every change of the profile; readers ignore an older one
 */
public record AccountProfile(
        AccountId accountId,
        @Nullable String name,
        @Nullable String country,
        @Nullable String industry,
        @Nullable Integer employees,
        @Nullable String revenueBand,
        @Nullable String budgetBand,
        List<String> domains,
        @Nullable AccountId parentId,
        @Nullable String priceGroup,
        @Nullable String catalogGroup,
        boolean stub,
        long revision) {
    /** Feeds written before this field existed lack it. */
    public AccountProfile {
        domains = domains == null ? List.of() : List.copyOf(domains);
    }

    public AccountProfile withoutDomains() {
        return new AccountProfile(
                accountId,
                name,
                country,
                industry,
                employees,
                revenueBand,
                budgetBand,
                List.of(),
                parentId,
                priceGroup,
                catalogGroup,
                stub,
                revision);
    }
}
