package io.desirepath.gateway.routing;

import io.desirepath.gateway.routing.domain.Caller;
import io.desirepath.gateway.routing.domain.Route;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** What the handlers of one request tell each other. */
public final class Exchange {

    private static final String ATTRIBUTE = Exchange.class.getName();

    private final Route route;
    private @Nullable Buffer body;
    private @Nullable String internalToken;
    private @Nullable Caller caller;
    private volatile KeptAnswer.@Nullable Keeper keeper;

    private Exchange(Route route) {
        this.route = route;
    }

    static void begin(RoutingContext context, Route route) {
        context.put(ATTRIBUTE, new Exchange(route));
    }

    /** Only behind {@link RouteLookup}, which lets nothing pass without a route. */
    public static Exchange of(RoutingContext context) {
        Exchange exchange = context.get(ATTRIBUTE);
        if (exchange == null) {
            throw new IllegalStateException("no route has been looked up");
        }
        return exchange;
    }

    public Route route() {
        return route;
    }

    /** The whole body, if it had to be read to find the key in it. */
    @Nullable
    Buffer body() {
        return body;
    }

    public void setBody(Buffer body) {
        this.body = body;
    }

    /** Who calls; null while that is not known, and if it stays unknown. */
    public @Nullable Caller caller() {
        return caller;
    }

    public void setCaller(Caller caller) {
        this.caller = caller;
    }

    /** Where the answer is put before the client gets it; null if it need not be kept, or has been kept. */
    public KeptAnswer.@Nullable Keeper takeKeeper() {
        KeptAnswer.Keeper taken = keeper;
        keeper = null;
        return taken;
    }

    public void setKeeper(KeptAnswer.Keeper keeper) {
        this.keeper = keeper;
    }

    /** What the service gets instead of the client's key. */
    String internalToken() {
        if (internalToken == null) {
            throw new IllegalStateException("the key has not been checked");
        }
        return internalToken;
    }

    public void setInternalToken(String internalToken) {
        this.internalToken = internalToken;
    }
}
