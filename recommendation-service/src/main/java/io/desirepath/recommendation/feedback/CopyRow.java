package io.desirepath.recommendation.feedback;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Columns in the binary form of PostgreSQL's COPY (its manual, "COPY", File Formats): nothing has to be escaped here, and
 * nothing parsed there.
 */
final class CopyRow {

    private static final int NULL = -1;
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    // Object ids of the types of elements.
    private static final int TEXT = 25;
    private static final int REAL = 700;

    private final Buffer columns;

    CopyRow() {
        this(Buffer.buffer());
    }

    private CopyRow(Buffer columns) {
        this.columns = columns;
    }

    /** What comes before the first row. */
    static Buffer header() {
        return Buffer.buffer("PGCOPY\n")
                .appendByte((byte) 0xff)
                .appendString("\r\n\0")
                .appendInt(0)
                .appendInt(0);
    }

    /** What comes before each row. */
    static void begin(Buffer copy, int columns) {
        copy.appendShort((short) columns);
    }

    /** What comes after the last row. */
    static void end(Buffer copy) {
        copy.appendShort((short) NULL);
    }

    static void uuid(Buffer copy, UUID id) {
        copy.appendInt(2 * Long.BYTES).appendLong(id.getMostSignificantBits()).appendLong(id.getLeastSignificantBits());
    }

    CopyRow text(@Nullable String value) {
        if (value == null) {
            columns.appendInt(NULL);
        } else {
            byte[] bytes = value.getBytes(UTF_8);
            columns.appendInt(bytes.length).appendBytes(bytes);
        }
        return this;
    }

    CopyRow truth(boolean value) {
        columns.appendInt(1).appendByte((byte) (value ? 1 : 0));
        return this;
    }

    CopyRow time(Instant value) {
        columns.appendInt(Long.BYTES).appendLong(ChronoUnit.MICROS.between(EPOCH, value));
        return this;
    }

    /** An array of what each item says. */
    <T> CopyRow texts(List<T> items, Function<T, @Nullable String> text) {
        CopyRow elements = array(TEXT, items.size());
        items.forEach(item -> elements.text(text.apply(item)));
        return append(elements);
    }

    /** An array of a number of each item, rounded to single precision. */
    <T> CopyRow reals(List<T> items, ToDoubleFunction<T> number) {
        CopyRow elements = array(REAL, items.size());
        items.forEach(item -> elements.columns.appendInt(Float.BYTES).appendFloat((float) number.applyAsDouble(item)));
        return append(elements);
    }

    byte[] bytes() {
        return columns.getBytes();
    }

    /** The head of an array: how many dimensions, whether there are nulls, of what, how many, from which index. */
    private static CopyRow array(int type, int length) {
        Buffer head =
                Buffer.buffer().appendInt(length == 0 ? 0 : 1).appendInt(1).appendInt(type);
        return new CopyRow(length == 0 ? head : head.appendInt(length).appendInt(1));
    }

    private CopyRow append(CopyRow array) {
        columns.appendInt(array.columns.length()).appendBuffer(array.columns);
        return this;
    }
}
