package io.desirepath.local.imports;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A line of an orders file: either a line of an order or cancellation, or one that cannot be used, with the reason. */
sealed interface OrderRow {

    /**
     * @param invoice number without the {@code C} of cancellations removed: {@code C536379}
     * @param account customer id, {@code 12583} also where the file says {@code 12583.0}
     * @param productId stock code
     * @param name description, may be empty
     * @param quantity above zero, also in a cancellation
     * @param price per unit, above zero
     * @param at invoice time, taken as UTC
     * @param country may be empty
     */
    record Usable(
            String invoice,
            String account,
            String productId,
            String name,
            long quantity,
            BigDecimal price,
            Instant at,
            String country)
            implements OrderRow {

        boolean cancellation() {
            return isCancellation(invoice);
        }
    }

    /**
     * @param line where the row starts in the file; the header is line 1
     * @param fields as they are in the file
     */
    record Unusable(long line, UnusableReason reason, List<String> fields) implements OrderRow {}

    static boolean isCancellation(String invoice) {
        return invoice.startsWith("C") || invoice.startsWith("c");
    }
}
