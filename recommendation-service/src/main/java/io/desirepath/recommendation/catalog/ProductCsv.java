package io.desirepath.recommendation.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.recommendation.catalog.bulk.CsvCells;
import io.desirepath.recommendation.catalog.bulk.CsvForm;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** Products as a table. */
final class ProductCsv implements CsvForm {

    private static final Set<String> TEXTS =
            Set.of("id", "name", "description", "family", "category", "brand", "unit", "imageUrl", "url", "status");
    private static final Set<String> NUMBERS = Set.of("tier", "packSize", "minimumOrder", "stock");
    private static final Map<String, String> RELATIONS =
            Map.of("accessories", "ACCESSORY", "replaces", "REPLACES", "upgrades", "UPGRADE");
    private static final Set<String> OTHERS = Set.of("inStock", "countries", "price", "currency");
    private static final String ATTRIBUTE = "attributes.";

    @Override
    public boolean hasColumn(String name) {
        return TEXTS.contains(name)
                || NUMBERS.contains(name)
                || RELATIONS.containsKey(name)
                || OTHERS.contains(name)
                || name.startsWith(ATTRIBUTE) && name.length() > ATTRIBUTE.length();
    }

    @Override
    public void add(ObjectNode row, String column, String cell) {
        String relation = RELATIONS.get(column);
        if (TEXTS.contains(column)) {
            row.put(column, cell);
        } else if (NUMBERS.contains(column)) {
            row.put(column, CsvCells.whole(column, cell));
        } else if (relation != null) {
            var relations = row.withArray("relations");
            CsvCells.several(cell)
                    .forEach(id -> relations.addObject().put("kind", relation).put("productId", id));
        } else if (column.startsWith(ATTRIBUTE)) {
            attribute(row.withObject("/attributes"), column.substring(ATTRIBUTE.length()), cell);
        } else {
            other(row, column, cell);
        }
    }

    private static void other(ObjectNode row, String column, String cell) {
        switch (column) {
            case "inStock" -> row.put(column, CsvCells.truth(column, cell));
            case "countries" -> CsvCells.several(cell).forEach(row.withArray(column)::add);
            case "price" -> row.withObject("/price").put("amount", cell);
            default -> row.withObject("/price").put("currency", cell);
        }
    }

    private static void attribute(ObjectNode attributes, String name, String cell) {
        if (cell.equals("true") || cell.equals("false")) {
            attributes.put(name, cell.equals("true"));
        } else if (CsvCells.isNumber(cell)) {
            attributes.put(name, new BigDecimal(cell));
        } else {
            attributes.put(name, cell);
        }
    }
}
