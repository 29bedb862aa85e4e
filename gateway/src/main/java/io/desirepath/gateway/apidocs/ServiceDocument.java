package io.desirepath.gateway.apidocs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.Scope;
import io.desirepath.gateway.routing.domain.PathTemplate;
import io.desirepath.gateway.routing.domain.Route;
import io.desirepath.gateway.routing.domain.Routes;
import io.desirepath.gateway.routing.domain.Service;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a service's OpenAPI document that the public may see: the calls in the route table, and only the
 * components that they use.
 */
record ServiceDocument(Service service, ObjectNode root) {

    static final String COMPONENT_REF = "#/components/";

    private static final Set<String> VERBS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    static ServiceDocument publicPartOf(Service service, ObjectNode document) {
        ServiceDocument part = new ServiceDocument(service, document.deepCopy());
        part.root.retain("openapi", "paths", "components", "tags");
        part.keepPublicCalls();
        part.keepUsedComponents();
        return part;
    }

    private void keepPublicCalls() {
        ObjectNode paths = root.withObject("/paths");
        for (String path : names(paths)) {
            ObjectNode item = (ObjectNode) paths.get(path);
            item.remove("servers");
            for (String verb : names(item)) {
                if (VERBS.contains(verb)) {
                    routeOf(verb, path)
                            .ifPresentOrElse(
                                    route -> describeCall((ObjectNode) item.get(verb), route), () -> item.remove(verb));
                }
            }
            if (names(item).stream().noneMatch(VERBS::contains)) {
                paths.remove(path);
            }
        }
    }

    private Optional<Route> routeOf(String verb, String path) {
        PathTemplate template = PathTemplate.of(path);
        return Routes.all().stream()
                .filter(route -> route.service() == service)
                .filter(route -> route.verb().name().toLowerCase(Locale.ROOT).equals(verb))
                .filter(route -> route.path().sameShapeAs(template))
                .findFirst();
    }

    private static void describeCall(ObjectNode operation, Route route) {
        describeKey(operation, route);
        if (route.creates()) {
            describeIdempotencyKey(operation, route);
        }
    }

    private static void describeIdempotencyKey(ObjectNode operation, Route route) {
        String sameness = route.body() == Route.BodyKind.BULK
                ? "The body is not compared, because it is streamed: only path, Content-Length and Content-Encoding."
                : "Another request with the same key gets 422.";
        ObjectNode parameter = operation.withArray("/parameters").addObject();
        parameter
                .put("name", "Idempotency-Key")
                .put("in", "header")
                .put("required", false)
                .put(
                        "description",
                        "Names the request, for 24 hours: sent again with the same key it gets the answer of the first,"
                                + " with the header 'Idempotency-Replayed: true'; 409 while the first is at work. "
                                + sameness);
        parameter
                .putObject("schema")
                .put("type", "string")
                .put("minLength", 1)
                .put("maxLength", 255)
                .put("pattern", "^[!-~]+$");
    }

    private static void describeKey(ObjectNode operation, Route route) {
        Scope scope = route.scope();
        String needs = scope == null
                ? "Needs a valid key, whatever its scopes."
                : "Needs a key with the scope `" + scope.wireName() + "`.";
        String description = operation.path("description").asText("");
        operation.put("description", description.isBlank() ? needs : description + "\n\n" + needs);
        // What the service checks is the gateway's token; what the client sends is a key, described once for all.
        operation.remove("security");
        operation.remove("servers");
    }

    private void keepUsedComponents() {
        ObjectNode components = root.withObject("/components");
        components.remove("securitySchemes");
        Set<String> used = usedComponents();
        for (String kind : names(components)) {
            ObjectNode members = (ObjectNode) components.get(kind);
            for (String name : names(members)) {
                if (!used.contains(COMPONENT_REF + kind + "/" + name)) {
                    members.remove(name);
                }
            }
            if (members.isEmpty()) {
                components.remove(kind);
            }
        }
    }

    private Set<String> usedComponents() {
        Set<String> used = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(references(root.path("paths")));
        while (!open.isEmpty()) {
            String reference = open.pop();
            if (used.add(reference)) {
                open.addAll(references(root.at(reference.substring(1))));
            }
        }
        return used;
    }

    /** Every reference to a component in the node: {@code $ref}, and the values of a discriminator's mapping. */
    static Set<String> references(JsonNode node) {
        Set<String> found = new HashSet<>();
        collectReferences(node, found);
        return found;
    }

    private static void collectReferences(JsonNode node, Set<String> found) {
        if (node.isTextual() && node.asText().startsWith(COMPONENT_REF)) {
            found.add(node.asText());
        }
        node.forEach(child -> collectReferences(child, found));
    }

    static List<String> names(JsonNode object) {
        return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }
}
