package io.desirepath.gateway.routing;

import io.desirepath.contracts.ProblemType;
import io.desirepath.gateway.problem.ProblemAnswers;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Ingestion calls of one event each. Those that are in flight at once go to journey-service together (ADR 27); one that has
 * no company goes as any other call does.
 */
@Singleton
public class SingleCalls {

    /** What an event may have, bytes; a larger body is refused by the service, in its own words. */
    private static final int MOST_BODY = 32 * 1024;

    private static final int MOST_CALLS = 256;
    private static final long MOST_BYTES = 1 << 20;
    private static final int MOST_GROUPS = 4;

    /** Sends the call as any other. */
    interface Alone {
        /** @return ends when the service has answered, or will not */
        Future<Void> send();
    }

    private final Vertx vertx;
    private final BodyLimit bodies;
    private final SendTogether together;
    private final ProblemAnswers problems;
    private final Gathering<SingleCall> gathering;

    SingleCalls(Vertx vertx, BodyLimit bodies, SendTogether together, ProblemAnswers problems, RoutingConfig config) {
        this.vertx = vertx;
        this.bodies = bodies;
        this.together = together;
        this.problems = problems;
        var limits = new Gathering.Limits(MOST_CALLS, MOST_BYTES, MOST_GROUPS, config.poolQueue());
        this.gathering = new Gathering<>(limits, call -> call.body().length(), this::send);
    }

    /**
     * A call whose whole body is there.
     *
     * @param home where its handlers run
     * @param atNanos when it came
     */
    record SingleCall(RoutingContext context, Buffer body, Context home, Alone alone, long atNanos) {

        boolean isAbandoned() {
            return context.response().closed();
        }
    }

    void take(RoutingContext context, Alone alone) {
        Exchange exchange = Exchange.of(context);
        Buffer read = exchange.body();
        if (read != null) {
            gather(context, read, alone);
        } else {
            bodies.read(context).onSuccess(body -> {
                exchange.setBody(body);
                gather(context, body, alone);
            });
        }
    }

    private void gather(RoutingContext context, Buffer body, Alone alone) {
        var call = new SingleCall(context, body, vertx.getOrCreateContext(), alone, System.nanoTime());
        if (body.length() > MOST_BODY) {
            sendAlone(call);
        } else if (!gathering.offer(call)) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            problems.send(context, ProblemType.UPSTREAM_UNAVAILABLE, "Too many calls wait already");
        }
    }

    private Future<Void> send(List<SingleCall> gathered) {
        List<SingleCall> group =
                gathered.stream().filter(call -> !call.isAbandoned()).toList();
        return switch (group.size()) {
            case 0 -> Future.succeededFuture();
            case 1 -> sendAlone(group.getFirst());
            default -> together.send(group).recover(older -> sendEach(group));
        };
    }

    private static Future<Void> sendEach(List<SingleCall> group) {
        return Future.join(group.stream().map(SingleCalls::sendAlone).toList()).mapEmpty();
    }

    private static Future<Void> sendAlone(SingleCall call) {
        Promise<Void> done = Promise.promise();
        call.home().runOnContext(here -> {
            try {
                call.alone().send().onComplete(done);
            } catch (RuntimeException e) {
                call.context().fail(e);
                done.fail(e);
            }
        });
        return done.future();
    }
}
