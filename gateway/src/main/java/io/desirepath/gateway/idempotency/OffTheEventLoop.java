package io.desirepath.gateway.idempotency;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Blocking work on a virtual thread, after which the request goes on where it came from. */
final class OffTheEventLoop {

    private OffTheEventLoop() {}

    static Future<Void> run(Runnable work) {
        return call(() -> {
                    work.run();
                    return true;
                })
                .mapEmpty();
    }

    static <T> Future<T> call(Callable<T> work) {
        ContextInternal request = (ContextInternal) Objects.requireNonNull(Vertx.currentContext());
        Promise<T> done = request.promise();
        Thread.startVirtualThread(() -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.fail(e);
            }
        });
        return done.future();
    }
}
