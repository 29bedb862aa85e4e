package io.desirepath.recommendation.catalog.contract.domain;

import io.desirepath.recommendation.catalog.contract.domain.Buyer.Party;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** All catalogues and price lists of the merchant, as of one moment. Immutable. */
public final class Contracts {

    /**
     * Whom something holds for.
     *
     * @param groups price groups of a price list, catalogue groups of a catalogue
     */
    public record Assigned(Set<String> accounts, Set<String> groups) {
        public Assigned {
            accounts = Set.copyOf(accounts);
            groups = Set.copyOf(groups);
        }
    }

    /**
     * A catalogue as it is declared.
     *
     * @param everything all products
     * @param forEverybody whether it holds for those that no catalogue is assigned to
     */
    public record CatalogDefinition(
            String id,
            boolean everything,
            Collection<String> products,
            Collection<String> families,
            Collection<String> categories,
            Collection<String> excluded,
            boolean forEverybody,
            Assigned assigned) {}

    /**
     * A price list as it is declared, without its entries.
     *
     * @param from null: always did
     * @param until null: always will
     */
    public record PriceListDefinition(
            String id,
            String currency,
            int priority,
            boolean shownToEverybody,
            @Nullable Instant from,
            @Nullable Instant until,
            Assigned assigned) {}

    private record CatalogAt(ProductSelection selection, boolean forEverybody, Assigned assigned) {}

    private record PriceListAt(PriceList list, Assigned assigned) {}

    private final ProductNumbers numbers;
    private final boolean listPricesShown;
    private final Map<String, CatalogAt> catalogs;
    private final Map<String, PriceListAt> priceLists;
    private final Map<String, List<ProductSelection>> catalogsOfAccount = new HashMap<>();
    private final Map<String, List<ProductSelection>> catalogsOfGroup = new HashMap<>();
    private final List<ProductSelection> catalogsOfEverybody = new ArrayList<>();
    private final Map<String, List<PriceList>> listsOfAccount = new HashMap<>();
    private final Map<String, List<PriceList>> listsOfGroup = new HashMap<>();
    private final List<PriceList> listsOfEverybody = new ArrayList<>();

    private Contracts(
            ProductNumbers numbers,
            boolean listPricesShown,
            Map<String, CatalogAt> catalogs,
            Map<String, PriceListAt> priceLists) {
        this.numbers = numbers;
        this.listPricesShown = listPricesShown;
        this.catalogs = catalogs;
        this.priceLists = priceLists;
        catalogs.values().forEach(this::index);
        priceLists.values().stream()
                .sorted((a, b) -> PriceList.FIRST_COUNTS.compare(a.list(), b.list()))
                .forEach(this::index);
    }

    /** @param listPricesShown whether the merchant shows products' list prices to everybody */
    public static Contracts none(ProductNumbers numbers, boolean listPricesShown) {
        return new Contracts(numbers, listPricesShown, Map.of(), Map.of());
    }

    private void index(CatalogAt catalog) {
        if (catalog.forEverybody()) {
            catalogsOfEverybody.add(catalog.selection());
        }
        catalog.assigned().accounts().forEach(a -> add(catalogsOfAccount, a, catalog.selection()));
        catalog.assigned().groups().forEach(g -> add(catalogsOfGroup, g, catalog.selection()));
    }

    private void index(PriceListAt priced) {
        if (priced.list().shownToEverybody()) {
            listsOfEverybody.add(priced.list());
        }
        priced.assigned().accounts().forEach(a -> add(listsOfAccount, a, priced.list()));
        priced.assigned().groups().forEach(g -> add(listsOfGroup, g, priced.list()));
    }

    private static <T> void add(Map<String, List<T>> index, String key, T value) {
        index.computeIfAbsent(key, k -> new ArrayList<>(1)).add(value);
    }

    /**
     * The terms of an account. Whoever has no catalogue of its own or inherited may buy what the catalogues for
     * everybody have; where there are none of those either, every product is open.
     */
    public Terms terms(Buyer buyer, Catalogue catalogue) {
        List<List<PriceList>> levels = new ArrayList<>();
        List<ProductSelection> entitled = null;
        Set<String> passed = new HashSet<>();
        for (Party party : buyer.lineage()) {
            // A company is its own ancestor only by mistake.
            if (passed.add(party.accountId())) {
                entitled = entitled == null ? own(party) : entitled;
                List<PriceList> lists = lists(party);
                if (!lists.isEmpty()) {
                    levels.add(lists);
                }
            }
        }
        return new Terms(
                catalogue,
                entitlement(entitled == null ? catalogsOfEverybody : entitled),
                new ContractPrices(levels, listsOfEverybody, listPricesShown, !priceLists.isEmpty()),
                buyer.country());
    }

    private static Entitlement entitlement(List<ProductSelection> catalogs) {
        return catalogs.isEmpty() ? Entitlement.EVERYTHING : new Entitlement(catalogs, false);
    }

    /** Null if no catalogue is assigned to the company or its group. */
    private @Nullable List<ProductSelection> own(Party party) {
        List<ProductSelection> all = new ArrayList<>(catalogsOfAccount.getOrDefault(party.accountId(), List.of()));
        if (party.catalogGroup() != null) {
            all.addAll(catalogsOfGroup.getOrDefault(party.catalogGroup(), List.of()));
        }
        return all.isEmpty() ? null : all;
    }

    private List<PriceList> lists(Party party) {
        Set<PriceList> all = new HashSet<>(listsOfAccount.getOrDefault(party.accountId(), List.of()));
        if (party.priceGroup() != null) {
            all.addAll(listsOfGroup.getOrDefault(party.priceGroup(), List.of()));
        }
        return all.stream().sorted(PriceList.FIRST_COUNTS).toList();
    }

    /** Takes changes; the contracts it began with stay as they are. */
    public Editor edit() {
        return new Editor();
    }

    /** Collects changes. */
    public final class Editor {
        private final Map<String, CatalogAt> newCatalogs = new TreeMap<>(catalogs);
        private final Map<String, PriceListAt> newLists = new TreeMap<>(priceLists);

        private Editor() {}

        public Editor catalog(CatalogDefinition declared) {
            newCatalogs.put(
                    declared.id(),
                    new CatalogAt(
                            new ProductSelection(
                                    declared.everything(),
                                    bitmap(declared.products()),
                                    groups(declared.families()),
                                    groups(declared.categories()),
                                    bitmap(declared.excluded())),
                            declared.forEverybody(),
                            declared.assigned()));
            return this;
        }

        public Editor withoutCatalog(String id) {
            newCatalogs.remove(id);
            return this;
        }

        /** Declares a list, or anew without losing its entries. */
        public Editor priceList(PriceListDefinition declared) {
            PriceListAt before = newLists.get(declared.id());
            newLists.put(
                    declared.id(),
                    new PriceListAt(
                            new PriceList(
                                    declared.id(),
                                    declared.currency(),
                                    declared.priority(),
                                    declared.shownToEverybody(),
                                    declared.from(),
                                    declared.until(),
                                    before == null
                                            ? PriceEntries.NONE
                                            : before.list().entries()),
                            declared.assigned()));
            return this;
        }

        public Editor withoutPriceList(String id) {
            newLists.remove(id);
            return this;
        }

        /** Changes entries of a list; of a list that is not there, nothing. */
        public Editor entries(String priceList, Collection<PriceEntries.Entry> changes) {
            newLists.computeIfPresent(priceList, (id, at) -> {
                PriceList l = at.list();
                return new PriceListAt(
                        new PriceList(
                                id,
                                l.currency(),
                                l.priority(),
                                l.shownToEverybody(),
                                l.from(),
                                l.until(),
                                l.entries().with(changes)),
                        at.assigned());
            });
            return this;
        }

        public Contracts done() {
            return new Contracts(numbers, listPricesShown, newCatalogs, newLists);
        }

        private BitSet groups(Collection<String> names) {
            BitSet groups = new BitSet();
            names.forEach(name -> groups.set(numbers.groups().of(name)));
            return groups;
        }

        private RoaringBitmap bitmap(Collection<String> ids) {
            RoaringBitmap bitmap = new RoaringBitmap();
            ids.forEach(id -> bitmap.add(numbers.of(id)));
            bitmap.runOptimize();
            return bitmap;
        }
    }
}
