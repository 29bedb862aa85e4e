package io.desirepath.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class HttpRouteTest {

    @Test
    void itLeadsFromTheGatewayOfThePlatformToOurs() {
        JsonNode route = Chart.with("gateway-api").one("HTTPRoute", "").path("spec");

        assertThat(route.path("parentRefs")).hasToString("""
                [{"name":"public","namespace":"gateways","sectionName":"https"}]""");
        assertThat(route.path("hostnames")).hasToString("[\"api.shop.example\"]");
        assertThat(route.at("/rules/0/backendRefs")).hasToString("""
                [{"name":"dp-desire-path-gateway","port":8080}]""");
    }

    @Test
    void thereIsNoneUnlessAskedFor() {
        assertThat(Chart.with("minimal").all("HTTPRoute")).isEmpty();
    }
}
