package io.desirepath.journey.page;

/**
 * How many items of a list one answer holds, as the query parameter {@code pageSize}.
 *
 * @param value 1 to 1000
 * @throws IllegalArgumentException if it is not such a number
 */
public record PageSize(int value) {
    private static final int MOST = 1000;

    public PageSize {
        if (value < 1 || value > MOST) {
            throw outOfRange();
        }
    }

    public PageSize(String text) {
        this(number(text));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw outOfRange();
        }
    }

    private static IllegalArgumentException outOfRange() {
        return new IllegalArgumentException("pageSize: 1 to " + MOST);
    }
}
