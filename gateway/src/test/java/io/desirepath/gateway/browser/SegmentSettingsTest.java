package io.desirepath.gateway.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.junit.jupiter.api.Test;

class SegmentSettingsTest {

    @Test
    void theLibraryIsToldToSendHereAndNowhereElse() {
        JsonObject settings = SegmentSettings.settings("dp_browser_x", URI.create("http://shop.example:8080"));
        JsonObject integrations = settings.getJsonObject("integrations");
        assertThat(integrations.fieldNames()).containsExactly("Segment.io");
        // The library puts protocol, "://", apiHost and "/t" together.
        assertThat(integrations.getJsonObject("Segment.io")).isEqualTo(new JsonObject("""
                        {"apiKey": "dp_browser_x", "apiHost": "shop.example:8080/v1", "protocol": "http",
                         "unbundledIntegrations": [], "addBundledMetadata": true}"""));
        assertThat(settings.getJsonObject("metrics").getInteger("sampleRate")).isZero();
        assertThat(settings.getJsonArray("remotePlugins")).isEmpty();
    }
}
