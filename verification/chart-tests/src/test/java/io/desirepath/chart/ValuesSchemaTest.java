package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesSchemaTest {

    private final JsonNode schema = Rendering.read(Chart.FOLDER.resolve("values.schema.json"));
    private final JsonNode values = Rendering.read(Chart.FOLDER.resolve("values.yaml"));

    @Test
    void everyValueIsInTheSchemaAndEveryPropertyOfItIsAValue() {
        List<String> differences = new ArrayList<>();
        compare("", schema, values, differences);
        assertThat(differences).isEmpty();
    }

    /** Of a service only defaults has all values; Helm brings its own global. */
    private void compare(String path, JsonNode unresolved, JsonNode value, List<String> differences) {
        JsonNode described = resolved(unresolved);
        if (!described.has("properties")) {
            return;
        }
        Set<String> keys = new TreeSet<>();
        described.path("properties").properties().stream()
                .filter(property -> !property.getValue().path("deprecated").asBoolean())
                .map(java.util.Map.Entry::getKey)
                .filter(key -> !(path + "/" + key).equals("/global"))
                .forEach(keys::add);
        boolean partly = path.matches("/services/.*|.*/(requests|limits|resources|grants)");
        value.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                differences.add(path + "/" + key + " is not in the schema");
            }
        });
        for (String key : keys) {
            if (value.has(key)) {
                compare(path + "/" + key, described.path("properties").path(key), value.path(key), differences);
            } else if (!partly) {
                differences.add(path + "/" + key + " is not in values.yaml");
            }
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? schema.at(node.path("$ref").asText().substring(1)) : node;
    }

    @Test
    void objectsAreClosedUnlessTheyAreThoseOfKubernetes() {
        List<String> open = new ArrayList<>();
        collectOpen("", schema, open);
        assertThat(open).isEmpty();
    }

    private static void collectOpen(String path, JsonNode node, List<String> open) {
        if (node.path("type").asText().equals("object")
                && node.path("additionalProperties").isMissingNode()
                && !node.path("description").asText().matches("As in Kubernetes, which checks it.|Of Helm, .*")) {
            open.add(path);
        }
        if (node.has("properties") && node.path("additionalProperties").asBoolean(true)) {
            open.add(path);
        }
        node.properties().forEach(entry -> collectOpen(path + "/" + entry.getKey(), entry.getValue(), open));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "replicas=3                                   | additional properties 'replicas' not allowed",
                "services.gateway.replica=3                   | at '/services/gateway': additional properties 'replica'",
                "services.billing.replicas=3                  | additional properties 'billing' not allowed",
                "defaults.replicas=many                       | at '/defaults/replicas': got string, want integer",
                "defaults.autoscaling.maxReplicas=0           | minimum: got 0, want 1",
                "defaults.resources.limits.memory=2GB         | '2GB' does not match pattern",
                "defaults.config.page-size=5                  | invalid propertyName 'page-size'",
                "services.gateway.digest=sha256:abc           | at '/services/gateway/digest'",
                "image.registry=https://registry.example.com  | at '/image/registry'",
                "image.pullPolicy=Sometimes                   | value must be one of 'Always', 'IfNotPresent', 'Never'",
                "postgresql.port=70000                        | at '/postgresql/port': maximum: got 70,000, want 65,535",
                "postgresql.sslMode=prefer                    | at '/postgresql/sslMode'",
                "postgresql.password=secret                   | additional properties 'password' not allowed",
                "publicUrl=api.shop.example                   | at '/publicUrl'",
                "oidc.grants.everything=x                     | additional properties 'everything' not allowed",
                "metrics.prometheusRule.thresholds.errorRatio=2 | maximum: got 2, want 1",
                "gracefulShutdown.drainSeconds=0              | at '/gracefulShutdown/drainSeconds'",
                "embedded=perhaps                             | at '/embedded': got string, want boolean",
                "existingSecret=Desire Path                   | at '/existingSecret'",
            })
    void aWrongValueIsRefusedWithItsNameAndTheReason(String value, String message) {
        assertThatThrownBy(() -> Chart.with("minimal", value))
                .hasMessageContaining("values don't meet the specifications of the schema")
                .hasMessageContaining(message);
    }
}
