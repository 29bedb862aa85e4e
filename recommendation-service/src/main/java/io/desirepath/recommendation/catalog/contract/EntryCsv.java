package io.desirepath.recommendation.catalog.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.recommendation.catalog.bulk.CsvCells;
import io.desirepath.recommendation.catalog.bulk.CsvForm;
import java.util.Set;

/** Entries of a price list as a table; several breaks in one cell, as {@code 10:11.90|50:10.50}. */
final class EntryCsv implements CsvForm {

    private static final Set<String> COLUMNS =
            Set.of("productId", "unitPrice", "breaks", "packSize", "minimumOrder", "unit", "deleted");

    @Override
    public boolean hasColumn(String name) {
        return COLUMNS.contains(name);
    }

    @Override
    public void add(ObjectNode row, String column, String cell) {
        switch (column) {
            case "packSize", "minimumOrder" -> row.put(column, CsvCells.whole(column, cell));
            case "deleted" -> row.put(column, CsvCells.truth(column, cell));
            case "breaks" ->
                CsvCells.several(cell).forEach(part -> {
                    int colon = part.indexOf(':');
                    if (colon < 0) {
                        throw new IllegalArgumentException("breaks: must be as in 10:11.90|50:10.50");
                    }
                    row.withArray(column)
                            .addObject()
                            .put("from", CsvCells.whole(column, part.substring(0, colon)))
                            .put("unitPrice", part.substring(colon + 1));
                });
            default -> row.put(column, cell);
        }
    }
}
