package io.desirepath.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.kubernetes.client.openapi.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a current Kubernetes says of an object. Its own kinds are validated by the classes that the official Java client
 * generates from its API (unknown and missing fields, wrong types), and are read into them and written again, which also
 * finds what is no quantity and what those classes let pass in maps. Custom resources are validated by their definitions
 * in {@code resources/crds}.
 */
final class KubernetesApi {

    private static final String MODELS = "io.kubernetes.client.openapi.models.";

    /** The values that a field may have where Kubernetes has an enumeration and the client has any text. */
    private static final Map<String, Set<String>> ENUMERATIONS = Map.of(
            "imagePullPolicy", Set.of("Always", "IfNotPresent", "Never"),
            "restartPolicy", Set.of("Always", "OnFailure", "Never"),
            "protocol", Set.of("TCP", "UDP", "SCTP"),
            "whenUnsatisfiable", Set.of("DoNotSchedule", "ScheduleAnyway"),
            "pathType", Set.of("Exact", "Prefix", "ImplementationSpecific"),
            "fsGroupChangePolicy", Set.of("OnRootMismatch", "Always"),
            "unhealthyPodEvictionPolicy", Set.of("IfHealthyBudget", "AlwaysAllow"));

    private KubernetesApi() {}

    /** What is wrong with it; nothing if a cluster would take it. */
    static List<String> problems(JsonNode object) {
        String kind = object.path("kind").asText();
        String group = object.path("apiVersion").asText();
        InputStream definition = KubernetesApi.class.getResourceAsStream("/crds/" + kind + ".json");
        return definition == null ? builtIn(group, kind, object) : custom(definition, object);
    }

    private static List<String> custom(InputStream definition, JsonNode object) {
        try (definition) {
            JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(definition);
            return schema.validate(object).stream()
                    .map(ValidationMessage::getMessage)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> builtIn(String apiVersion, String kind, JsonNode object) {
        String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
        JsonElement json = JsonParser.parseString(object.toString());
        try {
            Class<?> model = Class.forName(MODELS + version.replaceFirst("v", "V") + kind);
            model.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
            JsonElement again = JSON.getGson().toJsonTree(JSON.getGson().fromJson(json, model));
            List<String> differences = new ArrayList<>();
            compare("", json, again, differences);
            enumerations(object, differences);
            return differences;
        } catch (ClassNotFoundException e) {
            return List.of("there is no %s %s".formatted(apiVersion, kind));
        } catch (InvocationTargetException e) {
            return List.of(String.valueOf(e.getCause().getMessage()));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** Numbers and quantities may come back in another form; whatever else is not the same was not understood. */
    private static void compare(String path, JsonElement sent, JsonElement understood, List<String> differences) {
        if (sent.isJsonObject() && understood != null && understood.isJsonObject()) {
            compareObjects(path, sent.getAsJsonObject(), understood.getAsJsonObject(), differences);
        } else if (sent.isJsonArray() && understood != null && understood.isJsonArray()) {
            if (sent.getAsJsonArray().size() != understood.getAsJsonArray().size()) {
                differences.add(path + " has another length");
                return;
            }
            for (int i = 0; i < sent.getAsJsonArray().size(); i++) {
                compare(
                        path + "/" + i,
                        sent.getAsJsonArray().get(i),
                        understood.getAsJsonArray().get(i),
                        differences);
            }
        } else if (understood == null) {
            differences.add(path + " is unknown");
        } else if (sent.isJsonPrimitive() != understood.isJsonPrimitive()) {
            differences.add(path + " has another type");
        }
    }

    private static void compareObjects(String path, JsonObject sent, JsonObject understood, List<String> differences) {
        Set<String> fields = new TreeSet<>(sent.keySet());
        for (String field : fields) {
            compare(path + "/" + field, sent.get(field), understood.get(field), differences);
        }
    }

    private static void enumerations(JsonNode node, List<String> differences) {
        node.properties().forEach(entry -> {
            Set<String> allowed = ENUMERATIONS.get(entry.getKey());
            if (allowed != null && !allowed.contains(entry.getValue().asText())) {
                differences.add("%s is %s and none of %s".formatted(entry.getKey(), entry.getValue(), allowed));
            }
        });
        node.forEach(inner -> enumerations(inner, differences));
    }
}
