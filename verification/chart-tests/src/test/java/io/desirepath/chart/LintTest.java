package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Helm's own opinion of the chart, warnings included. */
class LintTest {

    static Stream<String> situations() {
        return Chart.situations();
    }

    @Test
    void thereAreTenSituationsAndMore() {
        assertThat(Chart.situations())
                .hasSizeGreaterThanOrEqualTo(10)
                .contains(
                        "minimal",
                        "production",
                        "trial",
                        "hpa-off",
                        "keda",
                        "gateway-api",
                        "oidc",
                        "existing-secrets",
                        "air-gapped",
                        "everything");
    }

    @ParameterizedTest
    @MethodSource("situations")
    void everySituationLintsStrictly(String situation, @TempDir Path copy) throws IOException {
        chartWithValuesOf(situation, copy);

        LintResult result = new Helm(copy).lint().strict().call();

        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @Test
    void aTemplateThatIsNoYamlDoesNotLint(@TempDir Path copy) throws IOException {
        chartWithValuesOf("minimal", copy);
        Files.writeString(copy.resolve("templates/broken.yaml"), "kind: [");

        assertThat(new Helm(copy).lint().strict().call().isFailed()).isTrue();
    }

    /** Linting takes no file of values, so the copy has them as its defaults. */
    private static void chartWithValuesOf(String situation, Path copy) throws IOException {
        Chart.copyTo(copy, UnaryOperator.identity());
        ObjectNode values = (ObjectNode) Rendering.read(Chart.FOLDER.resolve("values.yaml"));
        merge(values, Rendering.read(Chart.values(situation)));
        Files.writeString(copy.resolve("values.yaml"), values.toString());
    }

    private static void merge(ObjectNode below, JsonNode above) {
        above.properties().forEach(entry -> {
            if (below.path(entry.getKey()) instanceof ObjectNode inner
                    && entry.getValue().isObject()) {
                merge(inner, entry.getValue());
            } else {
                below.set(entry.getKey(), entry.getValue());
            }
        });
    }
}
