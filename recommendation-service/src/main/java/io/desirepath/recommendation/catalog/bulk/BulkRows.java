package io.desirepath.recommendation.catalog.bulk;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a file, one at a time, in constant memory. */
interface BulkRows extends Closeable {

    /**
     * The next row; null at the end.
     *
     * @throws IOException if the stream breaks off
     */
    @Nullable
    BulkRow next() throws IOException;
}
