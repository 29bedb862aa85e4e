package io.desirepath.recommendation.catalog.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file: either what it says, or why it cannot be read.
 *
 * @param line of the file, the first being 1
 */
public record BulkRow(
        long line, @Nullable ObjectNode json, @Nullable String unreadable) {

    static BulkRow read(long line, ObjectNode json) {
        return new BulkRow(line, json, null);
    }

    static BulkRow unreadable(long line, String why) {
        return new BulkRow(line, null, why);
    }
}
