package io.desirepath.gateway.framing;

import io.desirepath.gateway.framing.domain.Refusal;
import io.desirepath.gateway.framing.domain.RequestHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads along before the HTTP decoder does, which tidies up what should be refused: it unfolds headers and drops one of
 * two lengths. A head goes on only whole and only if it has one meaning; in place of another one goes a request that
 * {@link RefusedRequests} answers in its turn, and after it nothing of that connection.
 */
final class RequestInspector extends ByteToMessageDecoder {

    static final String REFUSED = "/.refused?";

    private static final int MAX_HEAD = 32 * 1024;
    private static final int MAX_CHUNK_LINE = 16;

    /** Without extensions, which nobody needs and readers end differently. */
    private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9A-Fa-f]{1,8}");

    private enum Expected {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        LAST_LINE,
        NOTHING
    }

    private Expected expected = Expected.HEAD;
    private RequestHead head = new RequestHead();
    /** Where the line begins that is not complete yet, counted from the beginning of the head. */
    private int line;
    /** Bytes of the body or chunk that are still to come. */
    private long left;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        switch (expected) {
            case HEAD -> readHead(in, out);
            case BODY -> readBody(in, out);
            case CHUNK_SIZE -> readChunkSize(context, in, out);
            case CHUNK -> readChunk(context, in, out);
            case LAST_LINE -> readLastLine(context, in, out);
            case NOTHING -> in.skipBytes(in.readableBytes());
        }
    }

    private void readHead(ByteBuf in, List<Object> out) {
        int start = in.readerIndex();
        while (true) {
            int from = start + line;
            int feed = in.indexOf(from, in.writerIndex(), (byte) '\n');
            int seen = (feed < 0 ? in.writerIndex() : feed) - start;
            if (seen > MAX_HEAD) {
                refuse(Refusal.TOO_LONG, in, out);
                return;
            }
            if (feed < 0) {
                return;
            }
            if (feed == from || in.getByte(feed - 1) != '\r') {
                refuse(Refusal.LINE_END, in, out);
                return;
            }
            String text = in.toString(from, feed - 1 - from, StandardCharsets.ISO_8859_1);
            line = feed + 1 - start;
            Optional<Refusal> refusal = text.isEmpty() ? head.refuse() : head.refuse(text);
            if (refusal.isPresent()) {
                refuse(refusal.get(), in, out);
                return;
            }
            if (text.isEmpty()) {
                passHead(in, out);
                return;
            }
        }
    }

    private void passHead(ByteBuf in, List<Object> out) {
        out.add(in.readRetainedSlice(line));
        switch (head.body()) {
            case RequestHead.Body.Bytes(long bytes) -> {
                left = bytes;
                expected = bytes == 0 ? Expected.HEAD : Expected.BODY;
            }
            case RequestHead.Body.Chunks() -> expected = Expected.CHUNK_SIZE;
        }
        head = new RequestHead();
        line = 0;
    }

    private void refuse(Refusal refusal, ByteBuf in, List<Object> out) {
        in.skipBytes(in.readableBytes());
        expected = Expected.NOTHING;
        out.add(Unpooled.copiedBuffer(
                "GET " + REFUSED + refusal.name() + " HTTP/1.1\r\nHost: refused\r\nConnection: close\r\n\r\n",
                StandardCharsets.US_ASCII));
    }

    private void readBody(ByteBuf in, List<Object> out) {
        int count = (int) Math.min(left, in.readableBytes());
        out.add(in.readRetainedSlice(count));
        left -= count;
        if (left == 0) {
            expected = Expected.HEAD;
        }
    }

    private void readChunkSize(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int length = in.bytesBefore((byte) '\n');
        if (length < 0 && in.readableBytes() <= MAX_CHUNK_LINE) {
            return;
        }
        String size = length < 1 || length > MAX_CHUNK_LINE
                ? ""
                : in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1);
        if (!size.endsWith("\r")
                || !CHUNK_SIZE.matcher(size.substring(0, size.length() - 1)).matches()) {
            hangUp(context, in);
            return;
        }
        out.add(in.readRetainedSlice(length + 1));
        left = Long.parseLong(size.substring(0, size.length() - 1), 16);
        expected = left == 0 ? Expected.LAST_LINE : Expected.CHUNK;
    }

    private void readChunk(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (left > 0) {
            int count = (int) Math.min(left, in.readableBytes());
            out.add(in.readRetainedSlice(count));
            left -= count;
        } else {
            readLineEnd(context, in, out, Expected.CHUNK_SIZE);
        }
    }

    /** A trailer is refused: nothing reads it, and it would be one more way to disagree. */
    private void readLastLine(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        readLineEnd(context, in, out, Expected.HEAD);
    }

    private void readLineEnd(ChannelHandlerContext context, ByteBuf in, List<Object> out, Expected next) {
        if (in.readableBytes() < 2) {
            return;
        }
        if (in.getByte(in.readerIndex()) == '\r' && in.getByte(in.readerIndex() + 1) == '\n') {
            out.add(in.readRetainedSlice(2));
            expected = next;
        } else {
            hangUp(context, in);
        }
    }

    /** The request is on its way already; without its end the service takes it for broken off. */
    private void hangUp(ChannelHandlerContext context, ByteBuf in) {
        in.skipBytes(in.readableBytes());
        expected = Expected.NOTHING;
        context.close();
    }

    /** What is left when the client is gone is not a whole request. */
    @Override
    protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        in.skipBytes(in.readableBytes());
    }
}
