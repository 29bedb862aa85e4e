package io.desirepath.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a pod of one container may and may not, and what it is told, in the words of the container engine.
 *
 * @param image name and tag
 * @param options of {@code podman run}
 * @param readiness the path of its readiness probe
 */
record PodTemplate(String image, List<String> options, String readiness) {

    /**
     * From a pod of Kubernetes.
     *
     * @param pod its specification
     * @param secret what its Secret holds
     */
    static PodTemplate of(JsonNode pod, Map<String, String> secret) {
        JsonNode container = pod.at("/containers/0");
        List<String> options = new ArrayList<>();
        security(pod.path("securityContext"), container.path("securityContext"), options);
        for (JsonNode mount : container.path("volumeMounts")) {
            // An emptyDir; native code is unpacked there.
            options.add("--tmpfs=" + mount.path("mountPath").asText() + ":rw,exec,mode=1777");
        }
        for (JsonNode variable : container.path("env")) {
            JsonNode reference = variable.at("/valueFrom/secretKeyRef");
            String value = reference.isMissingNode()
                    ? variable.path("value").asText()
                    : secret.get(reference.path("key").asText());
            if (value != null) {
                options.add("--env=" + variable.path("name").asText() + "=" + value);
            } else if (!reference.path("optional").asBoolean()) {
                throw new IllegalStateException("There is no secret for " + variable);
            }
        }
        return new PodTemplate(
                container.path("image").asText(),
                options,
                container.at("/readinessProbe/httpGet/path").asText());
    }

    private static void security(JsonNode pod, JsonNode container, List<String> options) {
        options.add("--user=" + pod.path("runAsUser").asText() + ":"
                + pod.path("runAsGroup").asText());
        if (container.path("readOnlyRootFilesystem").asBoolean()) {
            // Without the folders that the engine would make writable by itself.
            options.addAll(List.of("--read-only", "--read-only-tmpfs=false"));
        }
        if (!container.path("allowPrivilegeEscalation").asBoolean(true)) {
            options.add("--security-opt=no-new-privileges");
        }
        for (JsonNode capability : container.at("/capabilities/drop")) {
            options.add("--cap-drop=" + capability.asText().toLowerCase(Locale.ROOT));
        }
        // The engine's own limits may be higher than this process may give.
        options.addAll(List.of("--ulimit=nofile=8192:8192", "--ulimit=nproc=4096:4096"));
    }
}
