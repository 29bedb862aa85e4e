package io.desirepath.recommendation.catalog.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How the cells of a table become what a row says. */
public interface CsvForm {

    /** Whether the form knows a column of this name. */
    boolean hasColumn(String name);

    /**
     * Adds a cell that is not empty.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    void add(ObjectNode row, String column, String cell);
}
