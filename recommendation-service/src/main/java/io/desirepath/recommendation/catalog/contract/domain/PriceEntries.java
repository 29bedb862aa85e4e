package io.desirepath.recommendation.catalog.contract.domain;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one price list, sorted by product: some 40 bytes an entry, of which those that are read together lie together.
 * Prices are whole millionths of the currency's unit, which loses nothing of the six decimals that a price may have. Immutable.
 */
public final class PriceEntries {

    static final int MISSING = -1;

    private static final int SCALE = 6;

    // An entry, and the end of the last one's steps in its place.
    private static final int PRODUCT = 0;
    private static final int FIRST_STEP = 1;
    private static final int PACK = 2;
    private static final int MINIMUM = 3;
    private static final int ENTRY = 4;

    // A step: its price takes two places.
    private static final int FROM = 0;
    private static final int PRICE = 1;
    private static final int STEP = 3;

    static final PriceEntries NONE = new PriceEntries(new int[ENTRY], new int[0], new @Nullable String[0]);

    /** From which quantity on a unit costs so much. */
    public record Step(int from, BigDecimal unitPrice) {}

    /**
     * What a list says of a product.
     *
     * @param steps by rising quantity, at least one; empty: the list no longer has the product
     * @param packSize zero: the product's own
     * @param minimumOrder zero: the product's own
     * @param unit null: the product's own
     */
    public record Entry(
            int product,
            List<Step> steps,
            int packSize,
            int minimumOrder,
            @Nullable String unit) {
        public Entry {
            steps = List.copyOf(steps);
        }
    }

    private final int[] entries;
    private final int[] steps;
    private final @Nullable String[] units;
    // Where the entries begin of so many products in a row, two to the power of the width: there are about as many such
    // groups as entries, so that one is found without a search.
    private final int[] firstOfGroup;
    private final int width;
    private final boolean saysQuantities;

    private PriceEntries(int[] entries, int[] steps, @Nullable String[] units) {
        this.entries = entries;
        this.steps = steps;
        this.units = units;
        int below = size() == 0 ? 1 : product(size() - 1) + 1;
        this.width = Integer.numberOfTrailingZeros(Integer.highestOneBit(Math.max(1, below / (size() + 1))));
        this.firstOfGroup = new int[(below - 1 >> width) + 2];
        boolean anyQuantity = false;
        for (int entry = 0; entry < size(); entry++) {
            firstOfGroup[(product(entry) >> width) + 1]++;
            anyQuantity |= packSize(entry) > 0 || minimumOrder(entry) > 0;
        }
        Arrays.parallelPrefix(firstOfGroup, Integer::sum);
        this.saysQuantities = anyQuantity;
    }

    /** These entries after changes, the last of a product counting. */
    PriceEntries with(Collection<Entry> changes) {
        Map<Integer, Entry> byProduct = new TreeMap<>();
        changes.forEach(entry -> byProduct.put(entry.product(), entry));
        Writer writer = new Writer(size() + byProduct.size(), steps.length / STEP + byProduct.size());
        int old = 0;
        for (Entry entry : byProduct.values()) {
            for (; old < size() && product(old) < entry.product(); old++) {
                writer.copy(this, old);
            }
            if (old < size() && product(old) == entry.product()) {
                old++;
            }
            writer.add(entry);
        }
        for (; old < size(); old++) {
            writer.copy(this, old);
        }
        return writer.entries();
    }

    int size() {
        return units.length;
    }

    /** Whether any entry has a pack size or minimum order of its own. */
    boolean saysQuantities() {
        return saysQuantities;
    }

    /** Where the product's entry is; {@link #MISSING} if there is none. */
    int find(int product) {
        int group = product >> width;
        if (group < 0 || group + 1 >= firstOfGroup.length) {
            return MISSING;
        }
        for (int entry = firstOfGroup[group]; entry < firstOfGroup[group + 1]; entry++) {
            if (product(entry) == product) {
                return entry;
            }
        }
        return MISSING;
    }

    /** Where the step is that holds for the quantity: the first one also for less than it asks. */
    int step(int entry, int quantity) {
        int step = firstStep(entry);
        while (step + 1 < firstStep(entry + 1) && from(step + 1) <= quantity) {
            step++;
        }
        return step;
    }

    /** Where the next step is that costs less than this one; {@link #MISSING} if none does. */
    int cheaperStep(int entry, int step) {
        for (int next = step + 1; next < firstStep(entry + 1); next++) {
            if (price(next) < price(step)) {
                return next;
            }
        }
        return MISSING;
    }

    int from(int step) {
        return steps[STEP * step + FROM];
    }

    BigDecimal unitPrice(int step) {
        BigDecimal price = BigDecimal.valueOf(price(step), SCALE).stripTrailingZeros();
        return price.scale() < 0 ? price.setScale(0) : price;
    }

    int packSize(int entry) {
        return entries[ENTRY * entry + PACK];
    }

    int minimumOrder(int entry) {
        return entries[ENTRY * entry + MINIMUM];
    }

    @Nullable
    String unit(int entry) {
        return units[entry];
    }

    private int product(int entry) {
        return entries[ENTRY * entry + PRODUCT];
    }

    private int firstStep(int entry) {
        return entries[ENTRY * entry + FIRST_STEP];
    }

    private long price(int step) {
        return (long) steps[STEP * step + PRICE] << Integer.SIZE
                | Integer.toUnsignedLong(steps[STEP * step + PRICE + 1]);
    }

    private static final class Writer {
        private final int[] entries;
        private final @Nullable String[] units;
        private int[] steps;
        private int entryCount;
        private int stepCount;

        Writer(int mostEntries, int someSteps) {
            entries = new int[ENTRY * (mostEntries + 1)];
            units = new @Nullable String[mostEntries];
            steps = new int[STEP * someSteps];
        }

        void copy(PriceEntries old, int entry) {
            for (int step = old.firstStep(entry); step < old.firstStep(entry + 1); step++) {
                addStep(old.from(step), old.price(step));
            }
            end(old.product(entry), old.packSize(entry), old.minimumOrder(entry), old.unit(entry));
        }

        void add(Entry entry) {
            if (entry.steps().isEmpty()) {
                return;
            }
            entry.steps()
                    .forEach(step -> addStep(
                            step.from(), step.unitPrice().movePointRight(SCALE).longValueExact()));
            end(entry.product(), entry.packSize(), entry.minimumOrder(), entry.unit());
        }

        private void addStep(int from, long price) {
            int at = STEP * stepCount++;
            if (at == steps.length) {
                steps = Arrays.copyOf(steps, Math.max(16 * STEP, at * 2));
            }
            steps[at + FROM] = from;
            steps[at + PRICE] = (int) (price >> Integer.SIZE);
            steps[at + PRICE + 1] = (int) price;
        }

        private void end(int product, int pack, int minimum, @Nullable String unit) {
            int at = ENTRY * entryCount;
            entries[at + PRODUCT] = product;
            entries[at + PACK] = pack;
            entries[at + MINIMUM] = minimum;
            units[entryCount++] = unit;
            entries[ENTRY * entryCount + FIRST_STEP] = stepCount;
        }

        PriceEntries entries() {
            return new PriceEntries(
                    Arrays.copyOf(entries, ENTRY * (entryCount + 1)),
                    Arrays.copyOf(steps, STEP * stepCount),
                    Arrays.copyOf(units, entryCount));
        }
    }
}
