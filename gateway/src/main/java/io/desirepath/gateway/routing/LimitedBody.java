package io.desirepath.gateway.routing;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A body that is counted while it streams. The chunk that goes over the limit is not passed on; the stream fails
 * instead, so that whoever writes it to a service breaks that request off before its end.
 */
final class LimitedBody implements ReadStream<Buffer> {

    /** The body is larger than allowed. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super(null, null, false, false);
        }
    }

    private final ReadStream<Buffer> source;
    private final long limit;
    private final Runnable progress;
    private long seen;
    private @Nullable Handler<Throwable> failure;

    /**
     * @param limit bytes
     * @param progress run for each chunk that is passed on
     */
    LimitedBody(ReadStream<Buffer> source, long limit, Runnable progress) {
        this.source = source;
        this.limit = limit;
        this.progress = progress;
    }

    boolean isExceeded() {
        return seen > limit;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        if (handler == null) {
            source.handler(null);
        } else {
            source.handler(chunk -> pass(chunk, handler));
        }
        return this;
    }

    private void pass(Buffer chunk, Handler<Buffer> handler) {
        if (isExceeded()) {
            return;
        }
        seen += chunk.length();
        if (!isExceeded()) {
            progress.run();
            handler.handle(chunk);
        } else if (failure != null) {
            failure.handle(new TooLarge());
        }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        failure = handler;
        source.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        source.endHandler(
                handler == null
                        ? null
                        : end -> {
                            if (!isExceeded()) {
                                handler.handle(end);
                            }
                        });
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        source.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        source.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        source.fetch(amount);
        return this;
    }
}
