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

    private static final Map<String, String> SECRET = secret();

    private final Stores stores = new Stores();
    private final RenderedChart chart;
    private final Map<String, ClusterAddress> addresses = new LinkedHashMap<>();
    private final Map<String, Pod> current = new LinkedHashMap<>();
    private final List<Pod> all = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Cluster() throws IOException, SQLException {
        chart = new RenderedChart(Images.checkout(), stores.postgresqlPort(), SECRET);
        Images.SERVICES.forEach(service -> addresses.put(service, new ClusterAddress()));
    }

    /** Migrates the databases, then starts a pod of each service. */
    void start() {
        List<Pod> migrations = Images.SERVICES.stream()
                .map(service -> Pod.start(chart.migration(service), Map.of()))
                .toList();
        all.addAll(migrations);
        for (Pod migration : migrations) {
            if (migration.awaitEnd(STARTED_WITHIN) != 0) {
                throw new IllegalStateException("a migration failed:\n" + migration.log());
            }
        }
        Images.SERVICES.forEach(service -> current.put(service, newPod(service)));
        current.forEach((service, pod) -> addresses.get(service).add(pod.awaitReady(STARTED_WITHIN)));
    }

    Pod pod(String service) {
        return current.get(service);
    }

    /** Starts another pod of a service, which no call goes to yet. */
    Pod newPod(String service, String... more) {
        Pod pod = Pod.start(chart.service(service), environment(), more);
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

    /** Where this machine is not a cluster: the addresses of Services and of Redis. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("DESIREPATH_REDIS_URL", stores.redisUrl());
        environment.put(
                "DESIREPATH_PERSONA_URL", addresses.get("persona-service").uri().toString());
        environment.put(
                "DESIREPATH_JOURNEY_URL", addresses.get("journey-service").uri().toString());
        environment.put(
                "DESIREPATH_RECOMMENDATION_URL",
                addresses.get("recommendation-service").uri().toString());
        // Without its cache a JVM does not start; and this machine is larger than a pod.
        environment.put("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on -Xmx400m");
        return environment;
    }

    /** The keys that the chart's README lists. */
    private static Map<String, String> secret() {
        Map<String, String> secret = new HashMap<>();
        secret.put("internal-secret", "a-secret-that-only-tests-know-0123456789");
        secret.put("erasure-key", "a-key-that-only-tests-know-0123456789");
        secret.put("admin-key", KEY);
        secret.put("redis-url", "replaced");
        for (String database : Stores.DATABASES) {
            secret.put(database + "-password", Stores.PASSWORD);
            secret.put(database + "-owner-password", Stores.PASSWORD);
        }
        return secret;
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
