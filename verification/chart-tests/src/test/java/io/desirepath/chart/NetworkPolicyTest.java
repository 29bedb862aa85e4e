package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NetworkPolicyTest {

    @Test
    void ofTheServicesOnlyTheGatewayCanBeReachedFromOutside() {
        for (String service : Chart.SERVICES) {
            boolean open = Rendering.elements(policy("minimal", service).path("ingress"))
                    .filter(rule -> rule.at("/ports/0/port").asText().equals("http"))
                    .anyMatch(rule -> !rule.has("from"));
            assertThat(open).as(service).isEqualTo(service.equals("gateway"));
        }
    }

    @Test
    void theGatewayCanBeKeptToAnIngressControllerAndTheTest() {
        JsonNode rule = policy("production", "gateway").at("/ingress/0");

        assertThat(rule.at("/from/0/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                        .asText())
                .isEqualTo("ingress-nginx");
        assertThat(components(rule.path("from"))).containsExactly("test");
    }

    @Test
    void aServiceReachesThoseThatItCallsAndTheyLetItIn() throws IOException {
        for (String caller : Chart.SERVICES) {
            Set<String> called = calls(caller);
            assertThat(components(egress(caller, "http").path("to"))).as(caller).hasSameElementsAs(called);
            for (String service : called) {
                assertThat(components(policy("minimal", service).at("/ingress/0/from")))
                        .contains(caller);
            }
        }
    }

    /** By the variables that its properties ask for. */
    private static Set<String> calls(String service) throws IOException {
        String properties =
                Files.readString(Chart.ROOT.resolve(service + "/src/main/resources/application.properties"));
        return Chart.SERVICES.stream()
                .filter(other -> properties.contains("${DESIREPATH_%s_URL}"
                        .formatted(other.replace("-service", "").toUpperCase(Locale.ROOT))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void storesAreReachedByThoseWhoHaveThem() {
        for (String service : Chart.SERVICES) {
            assertThat(egress(service, "5432").isObject()).isTrue();
            assertThat(egress(service, "6379").isObject())
                    .isEqualTo(List.of("recommendation-service", "gateway").contains(service));
        }
        assertThat(egress(policy("production", "gateway"), "5432")
                        .at("/to/0/ipBlock/cidr")
                        .asText())
                .isEqualTo("10.20.0.0/24");
        assertThat(egress(named("everything", "shop-gateway"), "6432").isObject())
                .isTrue();
    }

    @Test
    void onlyJourneyServiceReachesThePublicAndNothingPrivate() {
        for (String service : Chart.SERVICES) {
            assertThat(egress(service, "443").isObject()).as(service).isEqualTo(service.equals("journey-service"));
        }
        assertThat(Rendering.texts(egress("journey-service", "443").at("/to/0/ipBlock/except")))
                .contains("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8");
    }

    @Test
    void withoutPortsForWebhooksNothingPublicIsReached() {
        Rendering rendering = Chart.with("minimal", "networkPolicy.webhookPorts=null");

        assertThat(Rendering.elements(
                        rendering.one("NetworkPolicy", "journey-service").at("/spec/egress")))
                .hasSize(3)
                .allMatch(rule -> rule.path("ports").size() > 0);
    }

    @Test
    void theIdentityProviderIsReachedByTheGateway() {
        assertThat(egress(policy("oidc", "gateway"), "443")
                        .at("/to/0/ipBlock/cidr")
                        .asText())
                .isEqualTo("203.0.113.7/32");
    }

    @Test
    void healthAndMetricsAreForMonitoring() {
        JsonNode rule = policy("minimal", "persona-service").at("/ingress/1");

        assertThat(rule.at("/ports/0/port").asText()).isEqualTo("management");
        assertThat(rule.at("/from/0/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                        .asText())
                .isEqualTo("monitoring");
    }

    @Test
    void everybodyMayAskForNames() {
        assertThat(Chart.with("minimal").all("NetworkPolicy"))
                .allSatisfy(policy -> assertThat(Rendering.elements(policy.at("/spec/egress/0/ports"))
                                .map(port -> port.path("port").asText()
                                        + port.path("protocol").asText()))
                        .containsExactly("53UDP", "53TCP"));
    }

    @Test
    void theTrialsStoresLetTheirReadersInAndGoNowhere() {
        JsonNode redis = policy("trial", "redis");
        JsonNode postgresql = policy("trial", "postgresql");

        assertThat(components(redis.at("/ingress/0/from"))).containsExactly("gateway", "recommendation-service");
        assertThat(components(postgresql.at("/ingress/0/from"))).hasSize(4);
        assertThat(redis.path("egress")).isEmpty();
        assertThat(postgresql.path("egress")).isEmpty();
        assertThat(components(egress(policy("trial", "gateway"), "5432").path("to")))
                .containsExactly("postgresql");
    }

    @Test
    void theyCanBeTurnedOff() {
        assertThat(Chart.with("minimal", "networkPolicy.enabled=false").all("NetworkPolicy"))
                .isEmpty();
    }

    private static JsonNode policy(String situation, String service) {
        return Chart.with(situation).one("NetworkPolicy", service).path("spec");
    }

    private static JsonNode named(String situation, String full) {
        return Chart.with(situation).named("NetworkPolicy", full).path("spec");
    }

    private static JsonNode egress(String service, String port) {
        return egress(policy("minimal", service), port);
    }

    private static JsonNode egress(JsonNode policy, String port) {
        return Rendering.elements(policy.path("egress"))
                .filter(rule -> rule.at("/ports/0/port").asText().equals(port))
                .findFirst()
                .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    private static List<String> components(JsonNode peers) {
        return Rendering.elements(peers)
                .map(peer -> peer.at("/podSelector/matchLabels/app.kubernetes.io~1component")
                        .asText())
                .filter(component -> !component.isEmpty())
                .toList();
    }
}
