package io.desirepath.local.imports;

import java.io.IOException;
import java.util.Optional;

/** Events to be sent, with what is known about the file they come from. */
public interface ImportSource extends AutoCloseable {

    /** The next event; empty at the end. */
    Optional<ImportEvent> next() throws IOException;

    /** How much of the source was read, from 0 to 1. */
    double progress();

    /** Rows of the file read so far, the header aside. */
    long rows();

    @Override
    void close() throws IOException;
}
