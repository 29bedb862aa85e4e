package io.desirepath.journey.ingestion;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream, one at a time, in a buffer that never outgrows the longest line allowed. */
final class NdjsonLines {

    private static final int FIRST_SIZE = 64 * 1024;

    private final InputStream in;
    private final int longest;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int start;
    private int end;
    private boolean ended;
    private long number;

    /** @param longest bytes that a line may have */
    NdjsonLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * A line; its bytes are valid until the next is read.
     *
     * @param length without the line feed; of a line that is too long, what was kept of it
     */
    record Line(long number, byte[] buffer, int offset, int length, boolean tooLong) {
        boolean isBlank() {
            for (int i = offset; i < offset + length; i++) {
                if (buffer[i] > ' ' || buffer[i] < 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @return null at the end */
    @org.jspecify.annotations.Nullable
    Line next() throws IOException {
        int searched = start;
        while (true) {
            int feed = indexOfFeed(searched);
            if (feed >= 0) {
                return take(feed, feed + 1, false);
            }
            if (ended) {
                return start == end ? null : take(end, end, false);
            }
            if (end - start > longest) {
                return skipRest();
            }
            searched = end - start;
            fill();
            searched += start;
        }
    }

    private Line take(int lineEnd, int nextStart, boolean tooLong) {
        number++;
        var line = new Line(number, buffer, start, lineEnd - start, tooLong || lineEnd - start > longest);
        start = nextStart;
        return line;
    }

    /** Keeps the beginning of a line that is too long, for the reject log, and passes over the rest. */
    private Line skipRest() throws IOException {
        byte[] beginning = Arrays.copyOfRange(buffer, start, start + FIRST_SIZE);
        start = end;
        int feed = -1;
        while (feed < 0 && !ended) {
            start = 0;
            end = 0;
            fill();
            feed = indexOfFeed(start);
        }
        start = feed < 0 ? end : feed + 1;
        number++;
        return new Line(number, beginning, 0, beginning.length, true);
    }

    private int indexOfFeed(int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void fill() throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 2, longest + FIRST_SIZE));
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read < 0) {
            ended = true;
        } else {
            end += read;
        }
    }
}
