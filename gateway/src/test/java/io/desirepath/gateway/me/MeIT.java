package io.desirepath.gateway.me;

import static io.desirepath.gateway.Calls.get;
import static io.desirepath.gateway.Calls.json;
import static io.desirepath.gateway.Calls.post;
import static io.desirepath.gateway.Neighbours.ADMIN_KEY;
import static io.desirepath.gateway.Neighbours.WRITE_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.gateway.RunningGateway;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

@RunningGateway
class MeIT {

    @Test
    void anyValidKeyMayAskWhoItIs() {
        JsonObject me = json(get(WRITE_KEY, "/v1/me"));
        assertThat(me.getString("keyId")).isNotEmpty();
        assertThat(me.getString("name")).isEqualTo("bootstrap-write");
        assertThat(me.getString("kind")).isEqualTo("server");
        assertThat(me.getJsonArray("scopes")).isEqualTo(new JsonArray().add("write"));
        assertThat(me.containsKey("expiresAt")).isTrue();
        assertThat(me.getString("expiresAt")).isNull();
        assertThat(me.containsKey("subject")).isFalse();
    }

    @Test
    void aBrowserKeyWithAnEndSaysSo() {
        JsonObject key = json(
                post(
                        ADMIN_KEY,
                        "/v1/api-keys",
                        "{\"name\":\"page\",\"kind\":\"browser\",\"scopes\":[\"write\"],\"expiresAt\":\"2099-01-01T00:00:00Z\"}"));
        JsonObject me = json(get(key.getString("key"), "/v1/me"));
        assertThat(me.getString("keyId")).isEqualTo(key.getString("id"));
        assertThat(me.getString("kind")).isEqualTo("browser");
        assertThat(me.getString("expiresAt")).isEqualTo("2099-01-01T00:00:00Z");
    }

    @Test
    void withoutAValidKeyThereIsNobodyToDescribe() {
        assertThat(get("nonsense", "/v1/me").status()).isEqualTo(401);
        assertThat(get(WRITE_KEY, "/v1/me?verbose=true").status()).isEqualTo(400);
    }
}
