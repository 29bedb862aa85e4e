package io.desirepath.local.imports;

import io.desirepath.local.console.Sentence;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/** Opens files to import, compressed by gzip or not, and tells orders (CSV) from activity (NDJSON) by the content. */
final class ImportFiles {

    private static final int BUFFER = 1 << 16;

    private ImportFiles() {}

    /** The content without compression; {@code position} hears how many bytes of the file itself were read. */
    static InputStream open(Path file, LongConsumer position) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new Sentence("There is no readable file " + file + ".");
        }
        BufferedInputStream in =
                new BufferedInputStream(new CountingInputStream(Files.newInputStream(file), position), BUFFER);
        in.mark(2);
        boolean compressed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return compressed ? new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER) : in;
    }

    /** Whether the first character that is not blank opens a JSON object. */
    static boolean holdsJson(Path file) throws IOException {
        try (InputStream in = open(file, bytes -> {})) {
            int first = in.read();
            while (first >= 0 && Character.isWhitespace(first)) {
                first = in.read();
            }
            return first == '{';
        }
    }

    private static final class CountingInputStream extends java.io.FilterInputStream {

        private final LongConsumer position;
        private long count;

        private CountingInputStream(InputStream in, LongConsumer position) {
            super(in);
            this.position = position;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            advance(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            advance(Math.max(0, read));
            return read;
        }

        private void advance(int bytes) {
            count += bytes;
            position.accept(count);
        }
    }
}
