package io.desirepath.gateway.routing.domain;

import static io.desirepath.contracts.Scope.ADMIN;
import static io.desirepath.contracts.Scope.JOURNEY;
import static io.desirepath.contracts.Scope.PROFILES;
import static io.desirepath.contracts.Scope.RECOMMEND;
import static io.desirepath.contracts.Scope.SEGMENTS;
import static io.desirepath.contracts.Scope.WRITE;
import static io.desirepath.gateway.routing.domain.HttpVerb.DELETE;
import static io.desirepath.gateway.routing.domain.HttpVerb.GET;
import static io.desirepath.gateway.routing.domain.HttpVerb.HEAD;
import static io.desirepath.gateway.routing.domain.HttpVerb.POST;
import static io.desirepath.gateway.routing.domain.HttpVerb.PUT;

import io.desirepath.contracts.Scope;
import io.desirepath.gateway.routing.domain.Route.BodyKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that can be called from outside. What is not in this list does not exist. */
public final class Routes {

    private static final List<Route> ALL = List.of(
            ingestion("/v1/track"),
            ingestion("/v1/identify"),
            ingestion("/v1/group"),
            ingestion("/v1/page"),
            ingestion("/v1/screen"),
            ingestion("/v1/alias"),
            ingestion("/v1/batch"),
            // The forms that the browser library uses.
            ingestion("/v1/t"),
            ingestion("/v1/i"),
            ingestion("/v1/g"),
            ingestion("/v1/p"),
            ingestion("/v1/s"),
            ingestion("/v1/a"),
            ingestion("/v1/b"),
            new Route(POST, PathTemplate.of("/v1/imports"), Service.JOURNEY, WRITE, BodyKind.BULK).creating(),
            journey(GET, "/v1/imports", WRITE),
            journey(GET, "/v1/imports/{id}", WRITE),
            journey(GET, "/v1/rejects", WRITE),
            journey(GET, "/v1/accounts/{id}/journey", JOURNEY),
            journey(GET, "/v1/accounts/{id}/journey/timeline", JOURNEY),
            journey(GET, "/v1/accounts/{id}/journey/smoothed", JOURNEY),
            journey(GET, "/v1/accounts/{id}/journey/families", JOURNEY),
            journey(POST, "/v1/journey/simulate", JOURNEY),
            journey(GET, "/v1/journey-models", JOURNEY),
            journey(POST, "/v1/journey-models", ADMIN).creating(),
            journey(GET, "/v1/journey-models/{version}", JOURNEY),
            journey(GET, "/v1/journey-models/{version}/compare", JOURNEY),
            journey(POST, "/v1/journey-models/{version}/cancel", ADMIN),
            journey(POST, "/v1/journey-models/{version}/backtest", ADMIN),
            journey(POST, "/v1/journey-models/{version}/promote", ADMIN),
            journey(POST, "/v1/journey-models/{version}/rollback", ADMIN),
            journey(GET, "/v1/journey-labels", JOURNEY),
            journey(POST, "/v1/journey-labels", ADMIN),
            journey(GET, "/v1/stages", JOURNEY),
            journey(GET, "/v1/event-types", JOURNEY),
            journey(GET, "/v1/event-types/{name}", JOURNEY),
            journey(PUT, "/v1/event-types/{name}", ADMIN),
            journey(DELETE, "/v1/event-types/{name}", ADMIN),
            journey(GET, "/v1/contacts/{id}/identity", JOURNEY),
            journey(GET, "/v1/segments", SEGMENTS),
            journey(POST, "/v1/segments", SEGMENTS).creating(),
            journey(POST, "/v1/segments/preview", SEGMENTS),
            journey(GET, "/v1/segments/{id}", SEGMENTS),
            journey(PUT, "/v1/segments/{id}", SEGMENTS),
            journey(DELETE, "/v1/segments/{id}", SEGMENTS),
            journey(GET, "/v1/segments/{id}/members", SEGMENTS),
            journey(GET, "/v1/segments/{id}/changes", SEGMENTS),
            journey(GET, "/v1/webhooks", SEGMENTS),
            journey(POST, "/v1/webhooks", SEGMENTS).creating(),
            journey(GET, "/v1/webhooks/{id}", SEGMENTS),
            journey(PUT, "/v1/webhooks/{id}", SEGMENTS),
            journey(DELETE, "/v1/webhooks/{id}", SEGMENTS),
            journey(POST, "/v1/webhooks/{id}/rotate-secret", SEGMENTS),
            journey(POST, "/v1/webhooks/{id}/enable", SEGMENTS),
            journey(POST, "/v1/webhooks/{id}/test", SEGMENTS),
            journey(GET, "/v1/webhooks/{id}/deliveries", SEGMENTS),
            journey(POST, "/v1/webhooks/{id}/deliveries/{messageId}/redeliver", SEGMENTS),
            journey(POST, "/v1/webhooks/{id}/deliveries/{messageId}/skip", SEGMENTS),
            journey(GET, "/v1/workflows", SEGMENTS),
            journey(GET, "/v1/workflows/{id}", SEGMENTS),
            journey(PUT, "/v1/workflows/{id}", SEGMENTS),
            journey(DELETE, "/v1/workflows/{id}", SEGMENTS),
            journey(GET, "/v1/workflows/{id}/runs", SEGMENTS),
            journey(GET, "/v1/workflows/{id}/runs/{runId}", SEGMENTS),
            journey(POST, "/v1/workflows/{id}/runs/{runId}/cancel", SEGMENTS),
            persona(GET, "/v1/accounts"),
            persona(GET, "/v1/accounts/{id}"),
            persona(PUT, "/v1/accounts/{id}"),
            persona(DELETE, "/v1/accounts/{id}"),
            persona(GET, "/v1/accounts/{id}/contacts"),
            persona(GET, "/v1/accounts/{id}/hierarchy"),
            persona(GET, "/v1/accounts/{id}/buying-group"),
            persona(GET, "/v1/accounts/{id}/export"),
            persona(GET, "/v1/contacts"),
            persona(GET, "/v1/contacts/{id}"),
            persona(PUT, "/v1/contacts/{id}"),
            persona(DELETE, "/v1/contacts/{id}"),
            persona(GET, "/v1/contacts/{id}/persona"),
            persona(GET, "/v1/contacts/{id}/export"),
            persona(GET, "/v1/personas"),
            persona(GET, "/v1/personas/reassignment"),
            persona(GET, "/v1/personas/{id}"),
            persona(PUT, "/v1/personas/{id}"),
            persona(DELETE, "/v1/personas/{id}"),
            persona(GET, "/v1/personas/{id}/versions"),
            persona(GET, "/v1/personas/{id}/versions/{version}"),
            persona(GET, "/v1/personas/{id}/diff"),
            persona(GET, "/v1/personas/{id}/reality"),
            persona(GET, "/v1/personas/{id}/contacts"),
            persona(GET, "/v1/trait-types/{subject}"),
            persona(GET, "/v1/trait-types/{subject}/{name}"),
            persona(PUT, "/v1/trait-types/{subject}/{name}"),
            persona(DELETE, "/v1/trait-types/{subject}/{name}"),
            persona(GET, "/v1/erasures"),
            persona(GET, "/v1/erasures/{id}"),
            recommendation(GET, "/v1/accounts/{id}/recommendations", RECOMMEND),
            recommendation(GET, "/v1/accounts/{id}/reorder", RECOMMEND),
            recommendation(GET, "/v1/recommendation-models", ADMIN),
            recommendation(POST, "/v1/recommendation-models", ADMIN),
            recommendation(POST, "/v1/recommendation-models/rollback", ADMIN),
            recommendation(POST, "/v1/recommendation-models/{version}/cancel", ADMIN),
            recommendation(POST, "/v1/recommendation-models/{version}/promote", ADMIN),
            recommendation(GET, "/v1/recommendations/performance", ADMIN),
            recommendation(GET, "/v1/experiments", ADMIN),
            recommendation(GET, "/v1/experiments/{id}", ADMIN),
            recommendation(PUT, "/v1/experiments/{id}", ADMIN),
            recommendation(DELETE, "/v1/experiments/{id}", ADMIN),
            recommendation(POST, "/v1/experiments/{id}/start", ADMIN),
            recommendation(POST, "/v1/experiments/{id}/stop", ADMIN),
            recommendation(GET, "/v1/experiments/{id}/results", ADMIN),
            recommendation(GET, "/v1/products", RECOMMEND),
            recommendation(GET, "/v1/products/{id}", RECOMMEND),
            recommendation(PUT, "/v1/products/{id}", ADMIN),
            recommendation(DELETE, "/v1/products/{id}", ADMIN),
            recommendation(POST, "/v1/recommendations", RECOMMEND),
            recommendation(GET, "/v1/strategies", ADMIN),
            recommendation(GET, "/v1/strategies/active", ADMIN),
            recommendation(GET, "/v1/strategies/{name}/versions", ADMIN),
            recommendation(POST, "/v1/strategies/{name}/versions", ADMIN).creating(),
            recommendation(GET, "/v1/strategies/{name}/versions/{version}", ADMIN),
            recommendation(POST, "/v1/strategies/{name}/versions/{version}/preview", ADMIN),
            recommendation(POST, "/v1/strategies/{name}/versions/{version}/activate", ADMIN),
            recommendation(POST, "/v1/strategies/{name}/versions/{version}/rollback", ADMIN),
            recommendation(GET, "/v1/merchandising-rules", ADMIN),
            recommendation(GET, "/v1/merchandising-rules/{id}", ADMIN),
            recommendation(PUT, "/v1/merchandising-rules/{id}", ADMIN),
            recommendation(DELETE, "/v1/merchandising-rules/{id}", ADMIN),
            recommendationBulk(POST, "/v1/products"),
            recommendation(GET, "/v1/content", RECOMMEND),
            recommendation(GET, "/v1/content/{id}", RECOMMEND),
            recommendation(PUT, "/v1/content/{id}", ADMIN),
            recommendation(DELETE, "/v1/content/{id}", ADMIN),
            recommendationBulk(POST, "/v1/content"),
            // Who may buy what at which price is for nobody else to read.
            recommendation(GET, "/v1/catalogs", ADMIN),
            recommendation(GET, "/v1/catalogs/{id}", ADMIN),
            recommendationBulk(PUT, "/v1/catalogs/{id}"),
            recommendation(DELETE, "/v1/catalogs/{id}", ADMIN),
            recommendation(GET, "/v1/price-lists", ADMIN),
            recommendation(GET, "/v1/price-lists/{id}", ADMIN),
            recommendationBulk(PUT, "/v1/price-lists/{id}"),
            recommendation(DELETE, "/v1/price-lists/{id}", ADMIN),
            recommendation(GET, "/v1/price-lists/{id}/entries", ADMIN),
            recommendationBulk(POST, "/v1/price-lists/{id}/entries"),
            own(GET, "/v1/api-keys", ADMIN),
            own(POST, "/v1/api-keys", ADMIN).creating(),
            own(GET, "/v1/api-keys/{id}", ADMIN),
            own(POST, "/v1/api-keys/{id}/rotate", ADMIN).creating(),
            own(DELETE, "/v1/api-keys/{id}", ADMIN),
            own(GET, "/v1/audit", ADMIN),
            own(GET, "/v1/me", null));

    /** By what comes after the version, so that a request is compared with few of them. */
    private static final Map<String, List<Route>> BY_AREA = ALL.stream()
            .collect(Collectors.groupingBy(route -> area(route.path().segments())));

    private Routes() {}

    public static List<Route> all() {
        return ALL;
    }

    /**
     * @param method the method as it came over the wire
     * @param target the request target as it came over the wire, still percent-encoded
     */
    public static RouteMatch match(String method, String target) {
        Optional<RawPath> path = RawPath.of(target);
        if (path.isEmpty()) {
            return new RouteMatch.Unknown();
        }
        List<Route> candidates =
                mostSpecific(BY_AREA.getOrDefault(area(path.get().segments()), List.of()).stream()
                        .filter(route -> route.path().matches(path.get()))
                        .toList());
        if (candidates.isEmpty()) {
            return new RouteMatch.Unknown();
        }
        Optional<HttpVerb> asked = HttpVerb.of(method).map(verb -> verb == HEAD ? GET : verb);
        return candidates.stream()
                .filter(route -> asked.isPresent() && route.verb() == asked.get())
                .findFirst()
                .<RouteMatch>map(RouteMatch.Found::new)
                .orElseGet(() -> new RouteMatch.WrongMethod(methods(candidates)));
    }

    /** The second segment, which is a word in every route. */
    private static String area(List<String> segments) {
        return segments.size() < 2 ? "" : segments.get(1);
    }

    /** A literal segment wins over a placeholder, whatever the method, as it does in the services. */
    private static List<Route> mostSpecific(List<Route> matching) {
        if (matching.size() < 2) {
            return matching;
        }
        PathTemplate best = matching.stream()
                .map(Route::path)
                .min(PathTemplate.LITERAL_FIRST)
                .orElseThrow();
        return matching.stream().filter(route -> route.path().sameShapeAs(best)).toList();
    }

    private static SortedSet<String> methods(List<Route> routes) {
        SortedSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            methods.add(route.verb().name());
            if (route.verb() == GET) {
                methods.add(HEAD.name());
            }
        }
        return methods;
    }

    private static Route ingestion(String path) {
        return new Route(POST, PathTemplate.of(path), Service.JOURNEY, WRITE, BodyKind.ORDINARY_WITH_KEY);
    }

    private static Route journey(HttpVerb verb, String path, Scope scope) {
        return new Route(verb, PathTemplate.of(path), Service.JOURNEY, scope, BodyKind.ORDINARY);
    }

    private static Route persona(HttpVerb verb, String path) {
        return new Route(verb, PathTemplate.of(path), Service.PERSONA, PROFILES, BodyKind.ORDINARY);
    }

    private static Route own(HttpVerb verb, String path, @Nullable Scope scope) {
        return new Route(verb, PathTemplate.of(path), Service.GATEWAY, scope, BodyKind.ORDINARY);
    }

    private static Route recommendationBulk(HttpVerb verb, String path) {
        return new Route(verb, PathTemplate.of(path), Service.RECOMMENDATION, ADMIN, BodyKind.BULK);
    }

    private static Route recommendation(HttpVerb verb, String path, Scope scope) {
        return new Route(verb, PathTemplate.of(path), Service.RECOMMENDATION, scope, BodyKind.ORDINARY);
    }
}
