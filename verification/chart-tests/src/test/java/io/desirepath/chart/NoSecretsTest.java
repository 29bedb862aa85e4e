package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that Helm prints is worth stealing, and nothing in it is called latest. */
class NoSecretsTest {

    /** It only has to be there; the migration that gets it signs nothing. */
    private static final String PLACEHOLDER = "not-used-by-migrations";

    /** The key of Redis is put together in the pod from what Kubernetes fills in. */
    private static final Set<String> REFERENCES = Set.of("$(REDIS_PASSWORD)");

    static Stream<Rendering> situations() {
        return Chart.situations().map(Chart::with);
    }

    @ParameterizedTest
    @MethodSource("situations")
    void noSecretIsRendered(Rendering rendering) {
        assertThat(rendering.all("Secret")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void whatIsSecretComesFromASecret(Rendering rendering) {
        assertThat(rendering
                        .pods()
                        .flatMap(Rendering::containers)
                        .flatMap(container -> Rendering.elements(container.path("env"))))
                .filteredOn(variable -> isSecret(variable.path("name").asText()))
                .isNotEmpty()
                .allSatisfy(variable ->
                        assertThat(leaks(variable)).as("%s", variable).isFalse());
    }

    @ParameterizedTest
    @MethodSource("situations")
    void nothingElseLooksLikeOne(Rendering rendering) {
        assertThat(rendering.text())
                .doesNotContainPattern("dp_(server|browser)_[A-Za-z0-9]{8}_")
                .doesNotContainPattern("-----BEGIN")
                .doesNotContainPattern("(?i)(changeme|change-me|letmein|p[a4]ssw[o0]rd123)")
                .doesNotContainPattern("(?i)password[\"']?\\s*(=|:\\s)\\s*[\"']?[a-z0-9]")
                // Credentials in an address: what stands before @ must be filled in by the pod.
                .doesNotContainPattern("://[^/\\s:]*:(?!\\$\\()[^/\\s@]+@");
    }

    @ParameterizedTest
    @MethodSource("situations")
    void everyImageHasAVersion(Rendering rendering) {
        assertThat(rendering.text()).doesNotContain(":latest");
        assertThat(rendering
                        .pods()
                        .flatMap(Rendering::containers)
                        .map(container -> container.path("image").asText()))
                .isNotEmpty()
                .allMatch(image -> image.matches(".+(:[A-Za-z0-9][A-Za-z0-9._-]*|@sha256:[a-f0-9]{64})"));
    }

    @Test
    void renderingTwiceGivesTheSame() {
        assertThat(Chart.withOnly("existingSecret=s", "embedded=true"))
                .isEqualTo(Chart.withOnly("existingSecret=s", "embedded=true"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{name: DESIREPATH_INTERNAL_SECRET, value: s3cret}", "{name: REDIS_PASSWORD, value: ''}"})
    void aSecretInAVariableWouldBeNoticed(String variable) {
        assertThat(leaks(Rendering.parse(variable))).isTrue();
    }

    private static boolean isSecret(String name) {
        return List.of("PASSWORD", "SECRET", "_KEY", "REDIS_URL", "TOKEN").stream()
                .anyMatch(name.toUpperCase(Locale.ROOT)::contains);
    }

    private static boolean leaks(JsonNode variable) {
        if (variable.at("/valueFrom/secretKeyRef/name").isTextual()) {
            return false;
        }
        String value = variable.path("value").asText();
        return !value.equals(PLACEHOLDER) && REFERENCES.stream().noneMatch(value::contains);
    }
}
