package io.desirepath.recommendation.catalog.domain;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What serving needs to know of every product, as of one moment. Immutable; products are named by their number. */
public final class Catalogue {

    /**
     * A product as it is now.
     *
     * @param name null if nobody has named it
     * @param status null if it was deleted
     */
    public record Change(
            String productId,
            @Nullable String name,
            @Nullable ProductStatus status) {}

    private final ProductNumbers numbers;
    private final @Nullable String[] names;
    private final @Nullable ProductStatus[] states;

    private Catalogue(ProductNumbers numbers, @Nullable String[] names, @Nullable ProductStatus[] states) {
        this.numbers = numbers;
        this.names = names;
        this.states = states;
    }

    public static Catalogue empty(ProductNumbers numbers) {
        return new Catalogue(numbers, new @Nullable String[0], new @Nullable ProductStatus[0]);
    }

    /** The catalogue after these changes; itself if they change nothing. */
    public Catalogue with(Collection<Change> changes) {
        int size = names.length;
        boolean different = false;
        for (Change change : changes) {
            int number = numbers.of(change.productId());
            size = Math.max(size, number + 1);
            different |= status(number) != change.status() || !Objects.equals(nameOrNull(number), change.name());
        }
        if (!different) {
            return this;
        }
        @Nullable String[] newNames = Arrays.copyOf(names, size);
        @Nullable ProductStatus[] newStates = Arrays.copyOf(states, size);
        for (Change change : changes) {
            int number = numbers.of(change.productId());
            newNames[number] = change.name();
            newStates[number] = change.status();
        }
        return new Catalogue(numbers, newNames, newStates);
    }

    /** The number of a product id, {@link ProductNumbers#NONE} if no store has ever named it. */
    public int find(String productId) {
        return numbers.find(productId);
    }

    public String id(int number) {
        return numbers.id(number);
    }

    /** The product's name; its id if it has none. */
    public String name(int number) {
        String name = nameOrNull(number);
        return name == null ? numbers.id(number) : name;
    }

    /** Null if there is no such product. */
    public @Nullable ProductStatus status(int number) {
        return number < 0 || number >= states.length ? null : states[number];
    }

    private @Nullable String nameOrNull(int number) {
        return number < names.length ? names[number] : null;
    }
}
