package io.desirepath.recommendation.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.Money;
import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.Candidates;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.candidate.domain.Request;
import io.desirepath.recommendation.catalog.contract.domain.Break;
import io.desirepath.recommendation.catalog.contract.domain.Contracts.CatalogDefinition;
import io.desirepath.recommendation.catalog.contract.domain.PriceEntries.Entry;
import io.desirepath.recommendation.catalog.contract.domain.PriceEntries.Step;
import io.desirepath.recommendation.catalog.domain.ProductFacts;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import io.desirepath.recommendation.serving.RandomMerchant.Account;
import io.desirepath.recommendation.serving.RandomMerchant.Listed;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * No answer holds a product outside the account's catalogue, out of stock, below its minimum order, or at another
 * account's price: against random catalogues, contracts, hierarchies, carts and stocks, compared with the same rules
 * written down a second time, as slowly and plainly as they can be.
 */
class TermsPropertyTest {

    private static final Comparator<Listed> FIRST_COUNTS = Comparator.<Listed>comparingInt(
                    l -> -l.list().priority())
            .thenComparing(l -> l.list().id());

    @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
    void whatIsOfferedMayBeBoughtCanBeDeliveredAndCostsWhatWasAgreed(@ForAll long seed) {
        RandomMerchant merchant = new RandomMerchant(seed);
        for (Account account : merchant.accounts.values()) {
            Request request = merchant.request(account);
            Candidates candidates = Candidates.of(request);
            int seen = 0;
            for (Kind kind : Kind.values()) {
                for (Candidate candidate : candidates.of(kind)) {
                    check(merchant, account, request, candidate);
                    seen += kind == Kind.TRENDING ? 1 : 0;
                }
            }
            // Every product trends: none is lost on the way without being counted.
            assertThat(seen + candidates.removed().total()).isGreaterThanOrEqualTo(merchant.products.size());
            assertThat(Math.toIntExact(merchant.products.keySet().stream()
                            .filter(id -> offered(merchant, account, request, id))
                            .count()))
                    .as("all that may be offered is")
                    .isEqualTo(seen);
        }
    }

    private static void check(RandomMerchant merchant, Account account, Request request, Candidate candidate) {
        String id = request.catalogue().id(candidate.product());
        ProductFacts product = merchant.products.get(id);
        assertThat(mayBuy(merchant, account, id)).as("entitled to %s", id).isTrue();
        assertThat(canBeDelivered(merchant, account, request, id))
                .as("deliverable %s", id)
                .isTrue();
        assertThat(product.status()).isEqualTo(ProductStatus.ACTIVE);
        assertThat(request.cart()).doesNotContain(id);

        Money shown = Prices.of(candidate, request);
        Optional<Money> agreed = price(merchant, account, id, quantity(merchant, account, id, 1));
        boolean lastPaid = merchant.priceLists.isEmpty() && candidate instanceof Candidate.Reorder;
        if (shown == null) {
            assertThat(lastPaid ? Optional.empty() : agreed).isEmpty();
        } else if (lastPaid
                && candidate instanceof Candidate.Reorder reorder
                && reorder.history().unitPrice() != null) {
            assertThat(shown.amount()).isEqualByComparingTo(reorder.history().unitPrice());
        } else {
            assertThat(agreed).isPresent();
            assertThat(shown.amount()).isEqualByComparingTo(agreed.get().amount());
            assertThat(shown.currency()).isEqualTo(agreed.get().currency());
        }
        checkBreak(merchant, account, request, candidate, id);
    }

    private static void checkBreak(
            RandomMerchant merchant, Account account, Request request, Candidate candidate, String id) {
        int quantity = quantity(merchant, account, id, 1);
        Break next = request.terms().nextBreak(candidate.product(), 1, RandomMerchant.NOW);
        if (next != null) {
            BigDecimal then =
                    price(merchant, account, id, next.quantity()).orElseThrow().amount();
            assertThat(next.price().unitPrice()).isEqualByComparingTo(then);
            assertThat(next.missing()).isEqualTo(next.quantity() - quantity).isPositive();
            assertThat(request.catalogue().hasStock(candidate.product(), next.quantity()))
                    .isTrue();
            assertThat(quantity(merchant, account, id, next.quantity())).isEqualTo(next.quantity());
        }
    }

    private static boolean offered(RandomMerchant merchant, Account account, Request request, String id) {
        return merchant.products.get(id).status() == ProductStatus.ACTIVE
                && mayBuy(merchant, account, id)
                && canBeDelivered(merchant, account, request, id)
                && !request.cart().contains(id)
                && request.account().history().stream()
                        .noneMatch(bought -> bought.productId().equals(id));
    }

    private static boolean mayBuy(RandomMerchant merchant, Account account, String id) {
        for (Account level : merchant.lineage(account)) {
            List<CatalogDefinition> own = merchant.catalogs.stream()
                    .filter(c -> c.assigned().accounts().contains(level.id())
                            || level.catalogGroup() != null
                                    && c.assigned().groups().contains(level.catalogGroup()))
                    .toList();
            if (!own.isEmpty()) {
                return own.stream().anyMatch(c -> has(c, id, merchant.products.get(id)));
            }
        }
        List<CatalogDefinition> open = merchant.catalogs.stream()
                .filter(CatalogDefinition::forEverybody)
                .toList();
        return open.isEmpty() || open.stream().anyMatch(c -> has(c, id, merchant.products.get(id)));
    }

    private static boolean has(CatalogDefinition catalog, String id, ProductFacts product) {
        return !catalog.excluded().contains(id)
                && (catalog.everything()
                        || catalog.products().contains(id)
                        || catalog.families().contains(String.valueOf(product.family()))
                        || catalog.categories().contains(String.valueOf(product.category())));
    }

    private static boolean canBeDelivered(RandomMerchant merchant, Account account, Request request, String id) {
        ProductFacts product = merchant.products.get(id);
        Set<String> countries = product.countries();
        boolean sold = countries.isEmpty() || account.country() != null && countries.contains(account.country());
        boolean enough = product.stock() == ProductFacts.UNTRACKED
                || product.stock() > 0 && product.stock() >= quantity(merchant, account, id, 1);
        return sold && enough && request.catalogue().find(id) >= 0;
    }

    /** What must be ordered where so much is needed. */
    private static int quantity(RandomMerchant merchant, Account account, String id, int needed) {
        ProductFacts product = merchant.products.get(id);
        Optional<Entry> entry =
                entry(merchant, account, id).map(found -> found.entries().get(id));
        int minimum = entry.map(Entry::minimumOrder).filter(m -> m > 0).orElse(product.minimumOrder());
        int pack = entry.map(Entry::packSize).filter(p -> p > 0).orElse(product.packSize());
        int quantity = Math.max(needed, minimum);
        while (quantity % pack != 0) {
            quantity++;
        }
        return quantity;
    }

    private static Optional<Money> price(RandomMerchant merchant, Account account, String id, int quantity) {
        Optional<Listed> found = entry(merchant, account, id);
        if (found.isPresent()) {
            BigDecimal price = BigDecimal.ZERO;
            for (Step step : found.get().entries().get(id).steps()) {
                price = step.from() <= quantity ? step.unitPrice() : price;
            }
            return Optional.of(new Money(price, found.get().list().currency()));
        }
        ProductFacts product = merchant.products.get(id);
        return merchant.showsListPrices && product.listPrice() != null
                ? Optional.of(new Money(product.listPrice(), String.valueOf(product.listCurrency())))
                : Optional.empty();
    }

    /** The list that decides. */
    private static Optional<Listed> entry(RandomMerchant merchant, Account account, String id) {
        for (Account level : merchant.lineage(account)) {
            List<Listed> own = holding(merchant)
                    .filter(l -> l.list().assigned().accounts().contains(level.id())
                            || level.priceGroup() != null
                                    && l.list().assigned().groups().contains(level.priceGroup()))
                    .toList();
            if (!own.isEmpty()) {
                Optional<Listed> first =
                        own.stream().filter(l -> l.entries().containsKey(id)).min(FIRST_COUNTS);
                return first.isPresent() ? first : everybodys(merchant, id);
            }
        }
        return everybodys(merchant, id);
    }

    private static Optional<Listed> everybodys(RandomMerchant merchant, String id) {
        return holding(merchant)
                .filter(l -> l.list().shownToEverybody() && l.entries().containsKey(id))
                .min(FIRST_COUNTS);
    }

    private static Stream<Listed> holding(RandomMerchant merchant) {
        return merchant.priceLists.stream()
                .filter(l -> l.list().from() == null
                        || !RandomMerchant.NOW.isBefore(l.list().from()))
                .filter(l -> l.list().until() == null
                        || RandomMerchant.NOW.isBefore(l.list().until()));
    }
}
