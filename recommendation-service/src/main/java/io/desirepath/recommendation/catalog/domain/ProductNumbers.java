package io.desirepath.recommendation.catalog.domain;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Gives every product id a small number, once and for the life of the process, so that lists and catalogue can be
 * primitive arrays. Numbers are never given back: only stores may add ids, never a request.
 */
public final class ProductNumbers {

    /** The number of an id that has none. */
    public static final int NONE = -1;

    private final ConcurrentMap<String, Integer> numbers = new ConcurrentHashMap<>();
    private volatile String[] ids = new String[0];
    private int size;

    /** The id's number, a new one if it has none yet. */
    public int of(String id) {
        Integer known = numbers.get(id);
        return known != null ? known : add(id);
    }

    /** The id's number, or {@link #NONE}. */
    public int find(String id) {
        return numbers.getOrDefault(id, NONE);
    }

    /** How many ids have a number: all numbers are below it. */
    public int size() {
        return numbers.size();
    }

    /** The id that has this number. */
    public String id(int number) {
        return ids[number];
    }

    private synchronized int add(String id) {
        Integer known = numbers.get(id);
        if (known != null) {
            return known;
        }
        String[] grown = size == ids.length ? Arrays.copyOf(ids, Math.max(64, size * 2)) : ids;
        grown[size] = id;
        // Written before the number is published, so that whoever has the number sees the id.
        ids = grown;
        numbers.put(id, size);
        return size++;
    }
}
