package io.desirepath.benchmark.scale;

import io.desirepath.recommendation.candidate.domain.ContractShelf.Alternatives;
import io.desirepath.recommendation.catalog.contract.domain.Contracts;
import io.desirepath.recommendation.catalog.contract.domain.Contracts.Assigned;
import io.desirepath.recommendation.catalog.contract.domain.PriceEntries;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.serving.HomePages;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A generated merchant as a pod of the service has it in memory.
 *
 * @param pages that its accounts ask for
 */
record Merchant(Buyers buyers, HomePages pages) {

    private static final int PAGE = 50_000;
    private static final int GROUP_PRICES_OF = 20;

    /** The same numbers always give the same merchant. */
    static Merchant generate(int products, int accounts, LocalDate today) {
        var progress = new Progress(products);
        var assortment = new Assortment(products);
        var buyers = new Buyers(accounts, assortment, (int) today.toEpochDay());
        ProductNumbers numbers = new ProductNumbers();
        Catalogue catalogue = assortment.catalogue(numbers);
        progress.after("products");
        Contracts contracts = contracts(assortment, numbers);
        progress.after("contracts");
        Alternatives alternatives = Alternatives.of(catalogue);
        progress.after("families");
        var learnt = new Learnt(buyers);
        progress.after("orders");
        var lists = learnt.lists();
        progress.after("%,d complements".formatted(lists.complementCount()));
        var ranking = learnt.ranking(catalogue);
        progress.after("what rankers know");
        return new Merchant(
                buyers, new HomePages(catalogue, contracts, alternatives, learnt.intervals(numbers), lists, ranking));
    }

    /** Says what is made, how long that took and how much memory is in use, rubbish included. */
    private static final class Progress {
        private final int products;
        private final long begun = System.nanoTime();

        Progress(int products) {
            this.products = products;
        }

        void after(String made) {
            Runtime memory = Runtime.getRuntime();
            System.out.printf(
                    "%,d products, %3d s, %,5d MB: %s%n",
                    products,
                    (System.nanoTime() - begun) / 1_000_000_000,
                    memory.totalMemory() - memory.freeMemory() >> 20,
                    made);
        }
    }

    /** A price list for everybody, and for each group of accounts one of its own and a catalogue. */
    private static Contracts contracts(Assortment assortment, ProductNumbers numbers) {
        Contracts.Editor editor = Contracts.none(numbers, false).edit();
        for (int group = 0; group < Buyers.GROUPS; group++) {
            Assigned assigned = new Assigned(Set.of(), Set.of("group-" + group));
            editor.catalog(catalog(assortment, group, assigned));
            String list = "prices-" + group;
            editor.priceList(new Contracts.PriceListDefinition(list, "GBP", 1, false, null, null, assigned));
            addPrices(editor, list, assortment, numbers, group, GROUP_PRICES_OF, ".9");
        }
        Assigned nobody = new Assigned(Set.of(), Set.of());
        editor.priceList(new Contracts.PriceListDefinition("prices", "GBP", 0, true, null, null, nobody));
        addPrices(editor, "prices", assortment, numbers, 0, 1, "1");
        return editor.done();
    }

    /** Four of five categories, some products of the others, and some not. */
    private static Contracts.CatalogDefinition catalog(Assortment assortment, int group, Assigned assigned) {
        List<String> categories = new ArrayList<>();
        for (int category = 0; category < assortment.categories(); category++) {
            if ((category + group) % 5 != 0) {
                categories.add(assortment.category(category));
            }
        }
        return new Contracts.CatalogDefinition(
                "catalog-" + group,
                false,
                every(50, group, assortment),
                List.of(),
                categories,
                every(100, group + 7, assortment),
                false,
                assigned);
    }

    private static List<String> every(int step, int from, Assortment assortment) {
        List<String> ids = new ArrayList<>();
        for (int product = from; product < assortment.products(); product += step) {
            ids.add(assortment.id(product));
        }
        return ids;
    }

    private static void addPrices(
            Contracts.Editor editor,
            String list,
            Assortment assortment,
            ProductNumbers numbers,
            int from,
            int step,
            String share) {
        List<PriceEntries.Entry> page = new ArrayList<>();
        for (int product = from; product < assortment.products(); product += step) {
            var price = assortment.price(product).multiply(new BigDecimal(share));
            page.add(new PriceEntries.Entry(
                    numbers.of(assortment.id(product)), List.of(new PriceEntries.Step(1, price)), 0, 0, null));
            if (page.size() == PAGE) {
                editor.entries(list, page);
                page.clear();
            }
        }
        editor.entries(list, page);
    }
}
