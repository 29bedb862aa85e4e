package io.desirepath.gateway.browser;

import io.desirepath.contracts.ProblemType;
import io.desirepath.contracts.Scope;
import io.desirepath.gateway.apikey.ApiKeyFilter;
import io.desirepath.gateway.apikey.domain.AccountTokenSecret;
import io.desirepath.gateway.apikey.domain.ApiKey;
import io.desirepath.gateway.apikey.domain.KeyKind;
import io.desirepath.gateway.problem.ProblemAnswers;
import io.desirepath.gateway.routing.Exchange;
import io.desirepath.gateway.routing.domain.RawPath;
import io.desirepath.gateway.routing.domain.Route;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What a browser's key may do, which anybody can read out of the page: send activity from allowed origins, and read
 * recommendations for the one account that the storefront vouches for.
 */
@Singleton
public class BrowserKeys implements Handler<RoutingContext> {

    private static final String ACCOUNT_TOKEN = "X-Account-Token";

    private final Cors cors;
    private final ProblemAnswers problems;
    private final Clock clock = Clock.systemUTC();

    BrowserKeys(Cors cors, ProblemAnswers problems) {
        this.cors = cors;
        this.problems = problems;
    }

    @Override
    public void handle(RoutingContext context) {
        Optional<ApiKey> key = ApiKeyFilter.keyOf(context).filter(found -> found.kind() == KeyKind.BROWSER);
        if (key.isPresent()) {
            check(context, key.get(), Exchange.of(context).route());
        } else {
            cors.withdraw(context);
            context.next();
        }
    }

    private void check(RoutingContext context, ApiKey key, Route route) {
        if (route.scope() == null) {
            // What any key may ask of itself.
            context.next();
        } else if (!route.isOpenToBrowsers() || !key.scopes().contains(route.scope())) {
            problems.send(
                    context,
                    ProblemType.MISSING_SCOPE,
                    "A browser's key only sends activity and reads an account's recommendations");
        } else if (!cors.allows(context, key)) {
            cors.refuse(context);
        } else if (route.scope() == Scope.RECOMMEND && !isVouchedFor(context, key, route)) {
            problems.send(
                    context,
                    ProblemType.INVALID_ACCOUNT_TOKEN,
                    "With a browser's key this call needs a valid " + ACCOUNT_TOKEN + " for its account");
        } else {
            context.next();
        }
    }

    private boolean isVouchedFor(RoutingContext context, ApiKey key, Route route) {
        AccountTokenSecret secret = key.accountTokenSecret();
        List<String> tokens = context.request().headers().getAll(ACCOUNT_TOKEN);
        Optional<String> account =
                RawPath.of(context.request().uri()).flatMap(path -> route.path().valueOf("id", path));
        return secret != null
                && tokens.size() == 1
                && account.isPresent()
                && AccountTokens.isValid(tokens.getFirst(), account.get(), secret, clock.instant());
    }
}
