package io.desirepath.recommendation.catalog.contract.domain;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one price list as arrays, sorted by product: some 40 to 60 bytes an entry. Prices are whole millionths of
 * the currency's unit, which loses nothing of the six decimals that a price may have. Immutable.
 */
public final class PriceEntries {

    static final PriceEntries NONE = new PriceEntries(
            new int[0], new int[1], new int[0], new long[0], new int[0], new int[0], new @Nullable String[0]);
    static final int MISSING = -1;

    private static final int SCALE = 6;

    /** A list that has at least every fourth product is found by the product's number instead of being searched. */
    private static final int DENSE = 4;

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

    private final int[] products;
    // The place of each product's entry and one more, by the product's number; empty unless the list is dense.
    private final int[] places;
    // The steps of entry i are those from firstStep[i] until firstStep[i + 1].
    private final int[] firstStep;
    private final int[] stepFrom;
    private final long[] stepPrice;
    private final int[] packs;
    private final int[] minimums;
    private final @Nullable String[] units;

    private PriceEntries(
            int[] products,
            int[] firstStep,
            int[] stepFrom,
            long[] stepPrice,
            int[] packs,
            int[] minimums,
            @Nullable String[] units) {
        this.products = products;
        this.places = places(products);
        this.firstStep = firstStep;
        this.stepFrom = stepFrom;
        this.stepPrice = stepPrice;
        this.packs = packs;
        this.minimums = minimums;
        this.units = units;
    }

    /** These entries after changes, the last of a product counting. */
    PriceEntries with(Collection<Entry> changes) {
        Map<Integer, Entry> byProduct = new TreeMap<>();
        changes.forEach(entry -> byProduct.put(entry.product(), entry));
        Writer writer = new Writer(products.length + byProduct.size(), stepFrom.length + byProduct.size());
        int old = 0;
        for (Entry entry : byProduct.values()) {
            for (; old < products.length && products[old] < entry.product(); old++) {
                writer.copy(this, old);
            }
            if (old < products.length && products[old] == entry.product()) {
                old++;
            }
            writer.add(entry);
        }
        for (; old < products.length; old++) {
            writer.copy(this, old);
        }
        return writer.entries();
    }

    int size() {
        return products.length;
    }

    private static int[] places(int[] products) {
        int below = products.length == 0 ? 0 : products[products.length - 1] + 1;
        if ((long) products.length * DENSE < below) {
            return new int[0];
        }
        int[] places = new int[below];
        for (int i = 0; i < products.length; i++) {
            places[products[i]] = i + 1;
        }
        return places;
    }

    /** Where the product's entry is; {@link #MISSING} if there is none. */
    int find(int product) {
        if (places.length > 0) {
            return product >= 0 && product < places.length ? places[product] - 1 : MISSING;
        }
        int place = Arrays.binarySearch(products, product);
        return place < 0 ? MISSING : place;
    }

    /** Where the step is that holds for the quantity: the first one also for less than it asks. */
    int step(int entry, int quantity) {
        int step = firstStep[entry];
        while (step + 1 < firstStep[entry + 1] && stepFrom[step + 1] <= quantity) {
            step++;
        }
        return step;
    }

    /** Where the next step is that costs less than this one; {@link #MISSING} if none does. */
    int cheaperStep(int entry, int step) {
        for (int next = step + 1; next < firstStep[entry + 1]; next++) {
            if (stepPrice[next] < stepPrice[step]) {
                return next;
            }
        }
        return MISSING;
    }

    int from(int step) {
        return stepFrom[step];
    }

    BigDecimal unitPrice(int step) {
        BigDecimal price = BigDecimal.valueOf(stepPrice[step], SCALE).stripTrailingZeros();
        return price.scale() < 0 ? price.setScale(0) : price;
    }

    int packSize(int entry) {
        return packs[entry];
    }

    int minimumOrder(int entry) {
        return minimums[entry];
    }

    @Nullable
    String unit(int entry) {
        return units[entry];
    }

    private static final class Writer {
        private int[] products;
        private int[] firstStep;
        private int[] stepFrom;
        private long[] stepPrice;
        private int[] packs;
        private int[] minimums;
        private @Nullable String[] units;
        private int size;
        private int steps;

        Writer(int mostEntries, int someSteps) {
            products = new int[mostEntries];
            firstStep = new int[mostEntries + 1];
            packs = new int[mostEntries];
            minimums = new int[mostEntries];
            units = new @Nullable String[mostEntries];
            stepFrom = new int[someSteps];
            stepPrice = new long[someSteps];
        }

        void copy(PriceEntries old, int entry) {
            for (int step = old.firstStep[entry]; step < old.firstStep[entry + 1]; step++) {
                addStep(old.stepFrom[step], old.stepPrice[step]);
            }
            end(old.products[entry], old.packs[entry], old.minimums[entry], old.units[entry]);
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
            if (steps == stepFrom.length) {
                stepFrom = Arrays.copyOf(stepFrom, Math.max(16, steps * 2));
                stepPrice = Arrays.copyOf(stepPrice, stepFrom.length);
            }
            stepFrom[steps] = from;
            stepPrice[steps++] = price;
        }

        private void end(int product, int pack, int minimum, @Nullable String unit) {
            products[size] = product;
            packs[size] = pack;
            minimums[size] = minimum;
            units[size] = unit;
            firstStep[++size] = steps;
        }

        PriceEntries entries() {
            return new PriceEntries(
                    Arrays.copyOf(products, size),
                    Arrays.copyOf(firstStep, size + 1),
                    Arrays.copyOf(stepFrom, steps),
                    Arrays.copyOf(stepPrice, steps),
                    Arrays.copyOf(packs, size),
                    Arrays.copyOf(minimums, size),
                    Arrays.copyOf(units, size));
        }
    }
}
