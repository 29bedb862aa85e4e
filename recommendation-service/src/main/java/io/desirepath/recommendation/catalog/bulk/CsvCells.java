package io.desirepath.recommendation.catalog.bulk;

import java.util.Arrays;
import java.util.List;

/** What cells can hold, as text that becomes a value. */
public final class CsvCells {

    private static final String NUMBER = "-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,12})?";

    private CsvCells() {}

    /** @throws IllegalArgumentException if the cell is no whole number */
    public static int whole(String column, String cell) {
        if (!cell.matches("[0-9]{1,10}") || Long.parseLong(cell) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(column + ": must be a whole number from 0 to " + Integer.MAX_VALUE);
        }
        return Integer.parseInt(cell);
    }

    /** @throws IllegalArgumentException if the cell is neither true nor false */
    public static boolean truth(String column, String cell) {
        return switch (cell) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(column + ": must be true or false");
        };
    }

    /** Several values in one cell, separated by bars. */
    public static List<String> several(String cell) {
        return Arrays.stream(cell.split("\\|", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Whether the cell is a number as JSON has them; an article number with leading zeros is not. */
    public static boolean isNumber(String cell) {
        return cell.matches(NUMBER);
    }
}
