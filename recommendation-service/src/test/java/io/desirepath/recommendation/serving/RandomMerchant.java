package io.desirepath.recommendation.serving;

import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.accountcontext.domain.Purchase;
import io.desirepath.recommendation.candidate.domain.ContractShelf;
import io.desirepath.recommendation.candidate.domain.ContractShelf.Alternatives;
import io.desirepath.recommendation.candidate.domain.ModelLists;
import io.desirepath.recommendation.candidate.domain.Request;
import io.desirepath.recommendation.catalog.contract.domain.Buyer;
import io.desirepath.recommendation.catalog.contract.domain.Buyer.Party;
import io.desirepath.recommendation.catalog.contract.domain.Contracts;
import io.desirepath.recommendation.catalog.contract.domain.Contracts.Assigned;
import io.desirepath.recommendation.catalog.contract.domain.Contracts.CatalogDefinition;
import io.desirepath.recommendation.catalog.contract.domain.Contracts.PriceListDefinition;
import io.desirepath.recommendation.catalog.contract.domain.PriceEntries.Entry;
import io.desirepath.recommendation.catalog.contract.domain.PriceEntries.Step;
import io.desirepath.recommendation.catalog.contract.domain.Terms;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductFacts;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import io.desirepath.recommendation.reorder.domain.ProductIntervals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A small merchant with everything at random, also circles of parents, and what is true of it, said the long way round. */
final class RandomMerchant {

    static final Instant NOW = Instant.parse("2026-10-02T12:00:00Z");

    private static final List<String> COUNTRIES = List.of("GB", "DE", "FR");

    /** An account, and what the merchant knows of it. */
    record Account(String id, String parent, String priceGroup, String catalogGroup, String country) {}

    /** A price list with its entries. */
    record Listed(PriceListDefinition list, Map<String, Entry> entries) {}

    final Map<String, ProductFacts> products = new HashMap<>();
    final Map<String, Account> accounts = new HashMap<>();
    final List<CatalogDefinition> catalogs = new ArrayList<>();
    final List<Listed> priceLists = new ArrayList<>();
    final boolean showsListPrices;

    private final Random random;
    private final ProductNumbers numbers = new ProductNumbers();
    private final Catalogue catalogue;
    private final Contracts contracts;

    RandomMerchant(long seed) {
        random = new Random(seed);
        showsListPrices = random.nextInt(4) == 0;
        for (int i = 0; i < 12; i++) {
            products.put("P" + i, product());
        }
        catalogue = Catalogue.empty(numbers)
                .with(products.entrySet().stream()
                        .map(p -> new Catalogue.Change(p.getKey(), p.getValue()))
                        .toList());
        for (int i = 0; i < 5; i++) {
            accounts.put(
                    "A" + i,
                    new Account(
                            "A" + i,
                            random.nextInt(2) == 0 ? null : "A" + random.nextInt(6),
                            random.nextInt(2) == 0 ? null : "G" + random.nextInt(3),
                            random.nextInt(2) == 0 ? null : "G" + random.nextInt(3),
                            random.nextInt(5) == 0 ? null : pick(COUNTRIES)));
        }
        contracts = contracts();
    }

    Request request(Account account) {
        ModelLists.Builder model = new ModelLists.Builder();
        for (String product : products.keySet()) {
            model.trending(numbers.of(product), 1 + random.nextInt(9), 10);
        }
        for (String product : products.keySet()) {
            model.complement(numbers.of(product), numbers.of("P" + random.nextInt(12)), random.nextDouble(), 3, 2);
        }
        List<Purchase> purchases = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            purchases.add(new Purchase(
                    "P" + random.nextInt(13),
                    "m" + i,
                    false,
                    1 + random.nextInt(5),
                    new BigDecimal(random.nextInt(50)),
                    "GBP",
                    NOW.minus(Duration.ofDays(10L * i))));
        }
        List<String> cart = random.nextBoolean() ? List.of() : List.of("P" + random.nextInt(12));
        Buyer buyer = buyer(account);
        Terms terms = contracts.terms(buyer, catalogue);
        return new Request(
                new AccountContext(null, ProductHistory.of(purchases), List.of(), 1, List.of(), buyer, null, List.of()),
                cart,
                catalogue,
                model.build("m", 30),
                NOW,
                terms,
                ProductIntervals.NONE,
                new ContractShelf(catalogue, terms, Alternatives.of(catalogue), NOW));
    }

    /** The account and those above it, nearest first; a name that is no account's is a company without groups. */
    List<Account> lineage(Account account) {
        Set<String> ids = new LinkedHashSet<>();
        for (String id = account.id(); id != null && ids.add(id); ) {
            Account at = accounts.get(id);
            id = at == null ? null : at.parent();
        }
        return ids.stream()
                .map(id -> accounts.getOrDefault(id, new Account(id, null, null, null, null)))
                .toList();
    }

    private Buyer buyer(Account account) {
        return new Buyer(
                lineage(account).stream()
                        .map(a -> new Party(a.id(), a.priceGroup(), a.catalogGroup()))
                        .toList(),
                account.country());
    }

    private Contracts contracts() {
        Contracts.Editor editor = Contracts.none(numbers, showsListPrices).edit();
        for (int i = random.nextInt(4); i > 0; i--) {
            CatalogDefinition catalog = new CatalogDefinition(
                    "C" + i,
                    random.nextInt(5) == 0,
                    someOf("P", 12, 4),
                    someOf("F", 3, 1),
                    someOf("K", 2, 1),
                    someOf("P", 12, 2),
                    random.nextInt(5) == 0,
                    assigned());
            catalogs.add(catalog);
            editor.catalog(catalog);
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            addPriceList(editor, "L" + i);
        }
        return editor.done();
    }

    private void addPriceList(Contracts.Editor editor, String id) {
        PriceListDefinition list = new PriceListDefinition(
                id,
                pick(List.of("GBP", "EUR")),
                random.nextInt(3),
                random.nextInt(5) == 0,
                random.nextInt(4) == 0 ? NOW.plusSeconds(random.nextInt(3) - 1L) : null,
                random.nextInt(4) == 0 ? NOW.plusSeconds(random.nextInt(3) - 1L) : null,
                assigned());
        Map<String, Entry> entries = new HashMap<>();
        for (String product : someOf("P", 12, 8)) {
            List<Step> steps = new ArrayList<>();
            steps.add(new Step(1, price()));
            for (int from = 1 + random.nextInt(8), s = random.nextInt(3); s > 0; s--) {
                from += 1 + random.nextInt(10);
                steps.add(new Step(from, price()));
            }
            entries.put(product, new Entry(numbers.of(product), steps, random.nextInt(4), random.nextInt(6), null));
        }
        priceLists.add(new Listed(list, entries));
        editor.priceList(list).entries(id, entries.values());
    }

    private Assigned assigned() {
        return new Assigned(someOf("A", 6, 1), someOf("G", 3, 1));
    }

    private ProductFacts product() {
        BigDecimal listPrice = random.nextBoolean() ? price() : null;
        return new ProductFacts(
                "name",
                random.nextInt(8) == 0 ? ProductStatus.DISCONTINUED : ProductStatus.ACTIVE,
                random.nextInt(3) == 0 ? null : "F" + random.nextInt(3),
                random.nextInt(3) == 0 ? null : "K" + random.nextInt(2),
                1,
                null,
                1 + random.nextInt(4),
                1 + random.nextInt(6),
                random.nextInt(3) == 0 ? ProductFacts.UNTRACKED : random.nextInt(8),
                null,
                random.nextInt(3) == 0 ? Set.of(pick(COUNTRIES)) : Set.of(),
                listPrice,
                listPrice == null ? null : "USD",
                Map.of(),
                List.of());
    }

    private BigDecimal price() {
        return BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(7));
    }

    private Set<String> someOf(String prefix, int of, int most) {
        Set<String> some = new LinkedHashSet<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            some.add(prefix + random.nextInt(of));
        }
        return some;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
