package io.desirepath.recommendation.catalog.domain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives every family and every category a small number, once and for the life of the process, so that what holds for some of
 * them is looked up without comparing names. They are few beside the products in them.
 */
public final class GroupNumbers {

    /** The number of no group. */
    public static final int NONE = 0;

    private final Map<String, Integer> numbers = new HashMap<>();
    private volatile String[] names = new String[16];

    GroupNumbers() {}

    /** The group's number, a new one if it has none yet; {@link #NONE} of null. */
    public synchronized int of(@Nullable String name) {
        if (name == null) {
            return NONE;
        }
        Integer known = numbers.get(name);
        return known == null ? add(name) : known;
    }

    /** The name that has this number; null of {@link #NONE}. */
    @Nullable
    String name(int number) {
        return number == NONE ? null : names[number];
    }

    private int add(String name) {
        int number = numbers.size() + 1;
        String[] longer = number < names.length ? names : Arrays.copyOf(names, number * 2);
        longer[number] = name;
        // Whoever has a number from here sees its name.
        names = longer;
        numbers.put(name, number);
        return number;
    }
}
