package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class DeploymentTest {

    static final List<String> SERVICES = Chart.SERVICES;

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceHasItsPortsAndProbes(String service) {
        JsonNode container = Chart.with("minimal").container(service);

        assertThat(container.path("name").asText()).isEqualTo(service);
        assertThat(container.at("/ports")).hasToString("""
                [{"name":"http","containerPort":8080,"protocol":"TCP"},\
                {"name":"management","containerPort":9000,"protocol":"TCP"}]""");
        assertThat(probe(container, "startupProbe")).isEqualTo("/q/health/started on management");
        assertThat(probe(container, "readinessProbe")).isEqualTo("/q/health/ready on management");
        assertThat(probe(container, "livenessProbe")).isEqualTo("/q/health/live on management");
    }

    private static String probe(JsonNode container, String name) {
        JsonNode get = container.path(name).path("httpGet");
        return get.path("path").asText() + " on " + get.path("port").asText();
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceRunsAsNobodyInParticular(String service) {
        JsonNode pod = Chart.with("minimal").one("Deployment", service).at("/spec/template/spec");

        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
        assertThat(Rendering.elements(pod.path("volumes"))
                        .map(volume -> volume.path("name").asText()))
                .containsExactly("tmp");
    }

    @Test
    void aPodHasTimeToDrainAndThenToFinish() {
        Rendering rendering = Chart.with("everything");
        JsonNode pod = rendering.named("Deployment", "shop-gateway").at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");

        assertThat(Rendering.variable(container, "QUARKUS_SHUTDOWN_DELAY")
                        .path("value")
                        .asText())
                .isEqualTo("15s");
        assertThat(Rendering.variable(container, "QUARKUS_SHUTDOWN_TIMEOUT")
                        .path("value")
                        .asText())
                .isEqualTo("30s");
        assertThat(pod.path("terminationGracePeriodSeconds").asInt()).isEqualTo(15 + 30 + 15);
    }

    @Test
    void aNewPodIsReadyBeforeAnOldOneLeaves() {
        JsonNode update = Chart.with("minimal").one("Deployment", "gateway").at("/spec/strategy/rollingUpdate");

        assertThat(update.path("maxUnavailable").asInt(-1)).isZero();
        assertThat(update.path("maxSurge").asInt()).isPositive();
    }

    @Test
    void replicasAreLeftToTheAutoscalerUnlessThereIsNone() {
        assertThat(Chart.with("minimal")
                        .one("Deployment", "gateway")
                        .path("spec")
                        .has("replicas"))
                .isFalse();
        assertThat(Chart.with("hpa-off")
                        .one("Deployment", "gateway")
                        .at("/spec/replicas")
                        .asInt())
                .isEqualTo(4);
        assertThat(Chart.with("hpa-off")
                        .one("Deployment", "journey-service")
                        .at("/spec/replicas")
                        .asInt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "minimal, desire-path/gateway:0.1.0-SNAPSHOT",
        "air-gapped, registry.internal:5000/mirror/desire-path/gateway:0.1.0",
        "production, registry.example.com/desire-path/gateway@sha256:"
                + "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
    })
    void theImageIsOfTheRegistryWithTagOrDigest(String situation, String image) {
        assertThat(Chart.with(situation).container("gateway").path("image").asText())
                .isEqualTo(image);
    }

    @Test
    void aRunningServiceDoesNotGetTheOwnersPasswordAndDoesNotMigrate() {
        for (String service : SERVICES) {
            Rendering rendering = Chart.with("minimal");
            assertThat(rendering.container(service).toString()).doesNotContain("OWNER", "owner");
            assertThat(rendering
                            .environment(service, "QUARKUS_FLYWAY_MIGRATE_AT_START")
                            .path("value")
                            .asText())
                    .isEqualTo("false");
        }
    }

    @Test
    void eachServiceSignsInToItsOwnDatabaseOverTls() {
        for (String service : SERVICES) {
            String database = service.replace("-service", "");
            Rendering rendering = Chart.with("production");
            assertThat(rendering
                            .environment(service, "DESIREPATH_DATABASE_URL")
                            .path("value")
                            .asText())
                    .isEqualTo("jdbc:postgresql://postgresql.example.com:5432/%s?ApplicationName=%s&sslmode=verify-full"
                                    .formatted(database, service)
                            + "&sslrootcert=%2Fetc%2Fdesire-path%2Fpostgresql%2Fca.crt");
            assertThat(rendering
                            .environment(service, "DESIREPATH_DATABASE_USERNAME")
                            .path("value")
                            .asText())
                    .isEqualTo(database + "_app");
            assertThat(secret(rendering.environment(service, "DESIREPATH_DATABASE_PASSWORD")))
                    .isEqualTo("desire-path/" + database + "-password");
        }
    }

    @Test
    void whoNeedsRedisOrTheErasureKeyHasIt() {
        Rendering rendering = Chart.with("existing-secrets");
        assertThat(with(rendering, "DESIREPATH_REDIS_URL")).containsExactly("recommendation-service", "gateway");
        assertThat(with(rendering, "DESIREPATH_ERASURE_KEY"))
                .containsExactly("persona-service", "journey-service", "recommendation-service");
        assertThat(with(rendering, "DESIREPATH_ADMIN_KEY")).containsExactly("gateway");
        assertThat(secret(rendering.environment("gateway", "DESIREPATH_REDIS_URL")))
                .isEqualTo("desire-path-redis/redis-url");
        assertThat(secret(rendering.environment("gateway", "DESIREPATH_ADMIN_KEY")))
                .isEqualTo("desire-path-keys/admin-key");
        assertThat(secret(rendering.environment("gateway", "DESIREPATH_INTERNAL_SECRET")))
                .isEqualTo("desire-path-internal/internal-secret");
    }

    private static List<String> with(Rendering rendering, String variable) {
        return SERVICES.stream()
                .filter(service -> rendering.environment(service, variable).isObject())
                .toList();
    }

    static String secret(JsonNode variable) {
        JsonNode reference = variable.at("/valueFrom/secretKeyRef");
        return reference.path("name").asText() + "/" + reference.path("key").asText();
    }

    @Test
    void furtherKeysMayBeMissingAndTheAdminKeyOnlyWithAnIdentityProvider() {
        Rendering keys = Chart.with("minimal");
        assertThat(keys.environment("gateway", "DESIREPATH_WRITE_KEY")
                        .at("/valueFrom/secretKeyRef/optional")
                        .asBoolean())
                .isTrue();
        assertThat(keys.environment("gateway", "DESIREPATH_ADMIN_KEY")
                        .at("/valueFrom/secretKeyRef")
                        .has("optional"))
                .isFalse();
        assertThat(Chart.with("oidc")
                        .environment("gateway", "DESIREPATH_ADMIN_KEY")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void anIdentityProviderIsToldToTheGatewayOnly() {
        Rendering rendering = Chart.with("oidc");

        assertThat(rendering
                        .environment("gateway", "DESIREPATH_OIDC_AUTH_SERVER_URL")
                        .path("value")
                        .asText())
                .isEqualTo("https://login.example.com/realms/shop");
        assertThat(rendering
                        .environment("gateway", "DESIREPATH_OIDC_GRANTS_ADMIN")
                        .path("value")
                        .asText())
                .isEqualTo("commerce-admin,platform-admin");
        assertThat(with(rendering, "DESIREPATH_OIDC_AUDIENCE")).containsExactly("gateway");
    }

    @Test
    void propertiesBecomeVariables() {
        assertThat(Chart.with("production")
                        .environment("journey-service", "DESIREPATH_INGESTION_DEFAULT_CURRENCY")
                        .path("value")
                        .asText())
                .isEqualTo("EUR");
    }

    @Test
    void aChangedSecretIsNoticedByItsRevision() {
        JsonNode before = Chart.with("minimal").one("Deployment", "gateway").at("/spec/template");
        JsonNode after = Chart.with("minimal", "secretsRevision=autumn")
                .one("Deployment", "gateway")
                .at("/spec/template");

        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void podsAreSpreadOverNodesAndZones() {
        assertThat(Rendering.elements(Chart.with("minimal")
                                .one("Deployment", "gateway")
                                .at("/spec/template/spec/topologySpreadConstraints"))
                        .map(constraint -> constraint.path("topologyKey").asText()))
                .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
    }

    @Test
    void whatIsAddedGoesToWherePodsHaveIt() {
        JsonNode template = Chart.with("everything")
                .named("Deployment", "shop-persona-service")
                .at("/spec/template");
        JsonNode pod = template.path("spec");

        assertThat(template.at("/metadata/labels/cost-centre").asText()).isEqualTo("shop");
        assertThat(Stream.of("nodeSelector", "tolerations", "affinity", "priorityClassName", "imagePullSecrets"))
                .allMatch(pod::has);
        assertThat(Rendering.variable(pod.at("/containers/0"), "TZ")
                        .path("value")
                        .asText())
                .isEqualTo("UTC");
        assertThat(pod.at("/containers/0/volumeMounts").findValuesAsText("name"))
                .contains("trust");
    }

    @Test
    void theOperatorOfOpenTelemetryIsAskedForItsAgentAndTracesGetOut() {
        Rendering everything = Chart.with("everything");
        JsonNode template = everything.named("Deployment", "shop-gateway").at("/spec/template");
        JsonNode egress = everything.named("NetworkPolicy", "shop-gateway").at("/spec/egress");

        assertThat(template.at("/metadata/annotations/instrumentation.opentelemetry.io~1inject-java")
                        .asText())
                .isEqualTo("observability/java");
        assertThat(Rendering.variable(template.at("/spec/containers/0"), "OTEL_SERVICE_NAME")
                        .path("value")
                        .asText())
                .isEqualTo("gateway");
        assertThat(egress.findValuesAsText("port")).contains("4318");
    }

    @Test
    void withoutItNothingOfOpenTelemetryIsThere() {
        assertThat(Chart.with("minimal").text()).doesNotContain("opentelemetry", "OTEL_");
    }
}
