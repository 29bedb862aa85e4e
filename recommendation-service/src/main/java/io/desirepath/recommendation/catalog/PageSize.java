package io.desirepath.recommendation.catalog;

/**
 * How many items a page of a list has.
 *
 * @param value 1 to {@value #MAX}
 * @throws IllegalArgumentException if it is out of range
 */
public record PageSize(int value) {

    static final int MAX = 1000;

    public PageSize {
        if (value < 1 || value > MAX) {
            throw new IllegalArgumentException("pageSize: must be a number from 1 to " + MAX);
        }
    }

    /** Reads a query parameter; the name is what JAX-RS looks for. */
    public static PageSize valueOf(String parameter) {
        return new PageSize(parameter.matches("[0-9]{1,4}") ? Integer.parseInt(parameter) : 0);
    }
}
