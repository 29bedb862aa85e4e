package io.desirepath.service.page;

/**
 * How many items a list call returns at most.
 *
 * @param value 1 to 1000
 */
public record PageSize(int value) {

    private static final int MAX = 1000;

    public PageSize {
        if (value < 1 || value > MAX) {
            throw new IllegalArgumentException("pageSize: must be a whole number from 1 to " + MAX);
        }
    }

    /**
     * Reads a query parameter; the name is what JAX-RS looks for.
     *
     * @throws IllegalArgumentException if it is not a number from 1 to 1000
     */
    public static PageSize valueOf(String parameter) {
        return new PageSize(parameter.matches("[0-9]{1,4}") ? Integer.parseInt(parameter) : 0);
    }
}
