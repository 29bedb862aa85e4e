package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pod, also those of migrations, tests and the trial's stores, keeps to the restricted Pod Security Standard. */
class PodSecurityTest {

    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    static Stream<Rendering> situations() {
        return Chart.situations().map(Chart::with);
    }

    @ParameterizedTest
    @MethodSource("situations")
    void podsAreRestricted(Rendering rendering) {
        assertThat(rendering.pods()).hasSizeGreaterThanOrEqualTo(4).allSatisfy(pod -> {
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.has("hostNetwork") || pod.has("hostPID") || pod.has("hostIPC"))
                    .isFalse();
            Rendering.elements(pod.path("volumes"))
                    .forEach(volume -> assertThat(volume.fieldNames())
                            .toIterable()
                            .allMatch(field -> field.equals("name") || VOLUMES.contains(field)));
        });
    }

    @ParameterizedTest
    @MethodSource("situations")
    void containersAreRestrictedAndTheirFilesReadOnly(Rendering rendering) {
        assertThat(rendering.pods().flatMap(Rendering::containers)).isNotEmpty().allSatisfy(container -> {
            JsonNode security = container.path("securityContext");
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(Rendering.texts(security.at("/capabilities/drop"))).containsExactly("ALL");
            assertThat(security.has("privileged")
                            || security.at("/capabilities").has("add"))
                    .isFalse();
            assertThat(container.path("ports").findValues("hostPort")).isEmpty();
            assertThat(container.at("/resources/requests/memory").isTextual()).isTrue();
            assertThat(container.at("/resources/limits/memory").isTextual()).isTrue();
        });
    }
}
