package io.desirepath.image;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The four services as pods, each behind an address that stays when pods come and go, and calls to the gateway. */
final class Cluster implements AutoCloseable {

    static final Duration STARTED_WITHIN = Duration.ofMinutes(2);

    private static final String KEY = "dp_server_imgtests_only_for_these_tests_0123456789";

    private final Stores stores = new Stores();
    private final Map<String, ClusterAddress> addresses = new LinkedHashMap<>();
    private final Map<String, Pod> current = new LinkedHashMap<>();
    private final List<Pod> all = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Cluster() throws IOException, SQLException {
        Images.SERVICES.forEach(service -> addresses.put(service, new ClusterAddress()));
    }

    /** Starts a pod of each service. */
    void start() {
        Images.SERVICES.forEach(service -> current.put(service, newPod(service)));
        current.forEach((service, pod) -> addresses.get(service).add(pod.awaitReady(STARTED_WITHIN)));
    }

    Pod pod(String service) {
        return current.get(service);
    }

    /** Starts another pod of a service, which no call goes to yet. */
    Pod newPod(String service, String... more) {
        Pod pod = Pod.start(PodTemplate.restricted(Images.reference(service)), environment(service), more);
        all.add(pod);
        return pod;
    }

    /** As a rolling update does it: when a new pod is ready, the old one gets its SIGTERM. */
    Pod replace(String service) {
        Pod old = current.get(service);
        Pod replacement = newPod(service).awaitReady(STARTED_WITHIN);
        addresses.get(service).add(replacement);
        current.put(service, replacement);
        old.terminate();
        return old;
    }

    private Map<String, String> environment(String service) {
        Map<String, String> environment = new HashMap<>(stores.environment(service));
        environment.put("DESIREPATH_INTERNAL_SECRET", "a-secret-that-only-tests-know-0123456789");
        environment.put("DESIREPATH_ERASURE_KEY", "a-key-that-only-tests-know-0123456789");
        environment.put("DESIREPATH_ADMIN_KEY", KEY);
        environment.put(
                "DESIREPATH_PERSONA_URL", addresses.get("persona-service").uri().toString());
        environment.put(
                "DESIREPATH_JOURNEY_URL", addresses.get("journey-service").uri().toString());
        environment.put(
                "DESIREPATH_RECOMMENDATION_URL",
                addresses.get("recommendation-service").uri().toString());
        // Without its cache a JVM would not start.
        environment.put("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on -XX:MaxRAMPercentage=2");
        return environment;
    }

    HttpResponse<String> get(String path) throws IOException {
        return send(request(path).build());
    }

    HttpResponse<String> post(String path, String body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(addresses.get("gateway").uri() + path))
                .header("Authorization", "Bearer " + KEY)
                .timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        all.forEach(Pod::remove);
        for (ClusterAddress address : addresses.values()) {
            address.close();
        }
        stores.close();
    }
}
