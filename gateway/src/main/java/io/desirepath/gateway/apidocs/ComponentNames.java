package io.desirepath.gateway.apidocs;

import static io.desirepath.gateway.apidocs.ServiceDocument.COMPONENT_REF;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives components that two services define differently under one name a name for each: {@code Price} becomes
 * {@code JourneyPrice} and {@code RecommendationPrice}. Without this, a merge would silently take one for the other.
 */
final class ComponentNames {

    private ComponentNames() {}

    /** Changes the documents in place. */
    static void separate(List<ServiceDocument> documents) {
        Set<String> contested = contested(documents);
        for (ServiceDocument document : documents) {
            rename(document, contested);
        }
    }

    /** A component is also contested if it leads to a contested one: equal words then mean different things. */
    private static Set<String> contested(List<ServiceDocument> documents) {
        Map<String, Set<JsonNode>> definitions = definitions(documents);
        Set<String> contested = new HashSet<>();
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Map.Entry<String, Set<JsonNode>> entry : definitions.entrySet()) {
                grew |= isContested(entry.getValue(), contested) && contested.add(entry.getKey());
            }
        }
        return contested;
    }

    private static boolean isContested(Set<JsonNode> definitions, Set<String> contested) {
        return definitions.size() > 1
                || definitions.stream()
                        .flatMap(definition -> ServiceDocument.references(definition).stream())
                        .anyMatch(contested::contains);
    }

    private static Map<String, Set<JsonNode>> definitions(List<ServiceDocument> documents) {
        Map<String, Set<JsonNode>> definitions = new HashMap<>();
        for (ServiceDocument document : documents) {
            document.root()
                    .path("components")
                    .properties()
                    .forEach(kind -> kind.getValue()
                            .properties()
                            .forEach(member -> definitions
                                    .computeIfAbsent(
                                            COMPONENT_REF + kind.getKey() + "/" + member.getKey(), k -> new HashSet<>())
                                    .add(member.getValue())));
        }
        return definitions;
    }

    private static void rename(ServiceDocument document, Set<String> contested) {
        String label = document.service().label();
        String prefix = Character.toUpperCase(label.charAt(0)) + label.substring(1);
        document.root().path("components").properties().forEach(kind -> {
            ObjectNode members = (ObjectNode) kind.getValue();
            for (String name : ServiceDocument.names(members)) {
                if (contested.contains(COMPONENT_REF + kind.getKey() + "/" + name)) {
                    members.set(prefix + name, members.remove(name));
                }
            }
        });
        redirect(document.root(), contested, prefix);
    }

    private static void redirect(JsonNode node, Set<String> contested, String prefix) {
        if (node instanceof ObjectNode object) {
            for (String name : ServiceDocument.names(object)) {
                object.set(name, redirected(object.get(name), contested, prefix));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, redirected(array.get(i), contested, prefix));
            }
        }
    }

    private static JsonNode redirected(JsonNode value, Set<String> contested, String prefix) {
        if (value.isTextual() && contested.contains(value.asText())) {
            int name = value.asText().lastIndexOf('/') + 1;
            return TextNode.valueOf(
                    value.asText().substring(0, name) + prefix + value.asText().substring(name));
        }
        redirect(value, contested, prefix);
        return value;
    }
}
