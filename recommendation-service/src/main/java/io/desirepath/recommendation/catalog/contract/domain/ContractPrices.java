package io.desirepath.recommendation.catalog.contract.domain;

import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductFacts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account's prices. The nearest company on the way up that has a price list of its own at the moment decides; of its
 * lists the first that has the product counts. What it has no price for may have one that the merchant shows to
 * everybody; else there is none.
 */
final class ContractPrices {

    static final ContractPrices NONE = new ContractPrices(List.of(), List.of(), false, false);

    private final List<List<PriceList>> levels;
    private final List<PriceList> shownToEverybody;
    private final boolean listPricesShown;
    private final boolean listed;
    /** Where no list does, quantities are the products' own, and need not be looked for. */
    private final boolean saysQuantities;

    /**
     * @param levels the lists of the account, then of its parent and so on, each in the order in which they count
     * @param shownToEverybody in the order in which they count
     * @param listPricesShown whether the merchant shows products' list prices to everybody
     * @param listed whether there is any price list at all
     */
    ContractPrices(
            List<List<PriceList>> levels, List<PriceList> shownToEverybody, boolean listPricesShown, boolean listed) {
        this.levels = List.copyOf(levels);
        this.shownToEverybody = List.copyOf(shownToEverybody);
        this.listPricesShown = listPricesShown;
        this.listed = listed;
        boolean anyQuantity = saysQuantities(shownToEverybody);
        for (List<PriceList> level : levels) {
            anyQuantity |= saysQuantities(level);
        }
        this.saysQuantities = anyQuantity;
    }

    private static boolean saysQuantities(List<PriceList> lists) {
        for (PriceList list : lists) {
            if (list.entries().saysQuantities()) {
                return true;
            }
        }
        return false;
    }

    boolean areListed() {
        return listed;
    }

    /** An entry and the list it stands in. */
    private record Found(PriceList list, int entry, Price.Source source) {
        Price price(int step) {
            PriceEntries entries = list.entries();
            return new Price(
                    entries.unitPrice(step),
                    list.currency(),
                    entries.unit(entry),
                    entries.from(step),
                    source,
                    list.id());
        }
    }

    /** What it costs to order what is needed, as {@link #orderable} has it. */
    @Nullable
    Price price(int product, int needed, Instant at, Catalogue catalogue) {
        Found found = find(product, at);
        return found == null
                ? listPrice(product, catalogue)
                : found.price(found.list().entries().step(found.entry(), orderable(found, product, needed, catalogue)));
    }

    @Nullable
    Break nextBreak(int product, int needed, Instant at, Catalogue catalogue) {
        Found found = find(product, at);
        if (found == null) {
            return null;
        }
        PriceEntries entries = found.list().entries();
        int quantity = orderable(found, product, needed, catalogue);
        int cheaper = entries.cheaperStep(found.entry(), entries.step(found.entry(), quantity));
        if (cheaper == PriceEntries.MISSING) {
            return null;
        }
        int from = orderable(found, product, entries.from(cheaper), catalogue);
        return catalogue.hasStock(product, from)
                ? new Break(from, from - quantity, found.price(entries.step(found.entry(), from)))
                : null;
    }

    int packSize(int product, Instant at, Catalogue catalogue) {
        return packSize(saysQuantities ? find(product, at) : null, product, catalogue);
    }

    /** At least the minimum, in whole packs. */
    int orderable(int product, int needed, Instant at, Catalogue catalogue) {
        return orderable(saysQuantities ? find(product, at) : null, product, needed, catalogue);
    }

    private static int orderable(@Nullable Found found, int product, int needed, Catalogue catalogue) {
        int agreed = found == null ? 0 : found.list().entries().minimumOrder(found.entry());
        long least = Math.max(Math.max(1, needed), agreed > 0 ? agreed : catalogue.minimumOrder(product));
        long pack = packSize(found, product, catalogue);
        return (int) Math.min(Integer.MAX_VALUE, (least + pack - 1) / pack * pack);
    }

    private static int packSize(@Nullable Found found, int product, Catalogue catalogue) {
        int agreed = found == null ? 0 : found.list().entries().packSize(found.entry());
        return agreed > 0 ? agreed : catalogue.packSize(product);
    }

    private @Nullable Found find(int product, Instant at) {
        // Every candidate asks: without iterators, nothing is left for the collector.
        for (int i = 0; i < levels.size(); i++) {
            List<PriceList> level = levels.get(i);
            if (anyHolds(level, at)) {
                Found own = find(level, product, at, Price.Source.CONTRACT);
                return own != null ? own : find(shownToEverybody, product, at, Price.Source.PUBLIC_LIST);
            }
        }
        return find(shownToEverybody, product, at, Price.Source.PUBLIC_LIST);
    }

    private static boolean anyHolds(List<PriceList> lists, Instant at) {
        for (int i = 0; i < lists.size(); i++) {
            if (lists.get(i).holdsAt(at)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Found find(List<PriceList> lists, int product, Instant at, Price.Source source) {
        for (int i = 0; i < lists.size(); i++) {
            PriceList list = lists.get(i);
            if (list.holdsAt(at)) {
                int entry = list.entries().find(product);
                if (entry != PriceEntries.MISSING) {
                    return new Found(list, entry, source);
                }
            }
        }
        return null;
    }

    private @Nullable Price listPrice(int product, Catalogue catalogue) {
        ProductFacts facts = listPricesShown ? catalogue.facts(product) : null;
        return facts == null || facts.listPrice() == null || facts.listCurrency() == null
                ? null
                : new Price(facts.listPrice(), facts.listCurrency(), null, 1, Price.Source.LIST_PRICE, null);
    }
}
