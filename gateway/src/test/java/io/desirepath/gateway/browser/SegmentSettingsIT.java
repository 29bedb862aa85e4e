package io.desirepath.gateway.browser;

import static io.desirepath.gateway.Neighbours.RECOMMEND_KEY;
import static io.desirepath.gateway.Neighbours.WRITE_KEY;
import static io.desirepath.gateway.RawClient.exchange;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.gateway.RawClient.Answer;
import io.desirepath.gateway.RunningGateway;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

@RunningGateway
class SegmentSettingsIT {

    @Test
    void aWriteKeyGetsItsSettingsFromAnyOrigin() {
        Answer answer =
                exchange("GET /v1/projects/" + WRITE_KEY + "/settings HTTP/1.1", "Origin: https://shop.example");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).containsExactly("*");
        JsonObject segment =
                new JsonObject(answer.body()).getJsonObject("integrations").getJsonObject("Segment.io");
        assertThat(segment.getString("apiKey")).isEqualTo(WRITE_KEY);
        assertThat(segment.getString("protocol") + "://" + segment.getString("apiHost"))
                .isEqualTo("http://gateway/v1");
    }

    @Test
    void whatIsNoWriteKeyHasNoSettings() {
        for (String key : new String[] {RECOMMEND_KEY, WRITE_KEY + "x", "nonsense"}) {
            Answer answer = exchange("GET /v1/projects/" + key + "/settings HTTP/1.1");
            assertThat(answer.status()).as(key).isEqualTo(404);
            assertThat(new JsonObject(answer.body()).getString("type")).isEqualTo("/problems/not-found");
        }
        assertThat(exchange("POST /v1/projects/" + WRITE_KEY + "/settings HTTP/1.1")
                        .header("Allow"))
                .containsExactly("GET, HEAD");
    }
}
