package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class IngressTest {

    @Test
    void itLeadsToTheGatewayWithACertificateOfCertManager() {
        JsonNode ingress = Chart.with("production").one("Ingress", "");

        assertThat(ingress.at("/spec/ingressClassName").asText()).isEqualTo("nginx");
        assertThat(ingress.at("/spec/rules/0/host").asText()).isEqualTo("api.shop.example");
        assertThat(ingress.at("/spec/rules/0/http/paths/0/backend/service")).hasToString("""
                {"name":"dp-desire-path-gateway","port":{"name":"http"}}""");
        assertThat(ingress.at("/spec/tls/0")).hasToString("""
                {"hosts":["api.shop.example"],"secretName":"api-shop-example-tls"}""");
        assertThat(ingress.at("/metadata/annotations/cert-manager.io~1cluster-issuer")
                        .asText())
                .isEqualTo("letsencrypt");
        assertThat(ingress.at("/metadata/annotations").properties()).hasSize(3);
    }

    @Test
    void browsersFindTheGatewayWhereTlsEnds() {
        assertThat(Chart.with("production")
                        .environment("gateway", "DESIREPATH_BROWSER_PUBLIC_URL")
                        .path("value")
                        .asText())
                .isEqualTo("https://api.shop.example");
    }

    @Test
    void anIssuerOfTheNamespaceIsPossible() {
        assertThat(Chart.with("everything").named("Ingress", "shop").at("/metadata/annotations"))
                .hasToString("""
                {"cert-manager.io/issuer":"shop"}""");
    }

    @Test
    void thereIsNoneUnlessAskedFor() {
        assertThat(Chart.with("minimal").all("Ingress")).isEmpty();
    }
}
