package io.desirepath.gateway.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OidcWhenConfiguredTest {

    private static final int OF_APPLICATION_PROPERTIES = 250;

    @Test
    void aProviderTurnsItOn() {
        SmallRyeConfig config = configWith("https://login.example/realm");
        assertThat(config.getValue("quarkus.oidc.tenant-enabled", Boolean.class))
                .isTrue();
        assertThat(config.getValue("quarkus.oidc.auth-server-url", String.class))
                .isEqualTo("https://login.example/realm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void withoutOneItStaysOff(String address) {
        SmallRyeConfig config = configWith(address);
        assertThat(config.getValue("quarkus.oidc.tenant-enabled", Boolean.class))
                .isFalse();
        assertThat(config.getOptionalValue("quarkus.oidc.auth-server-url", String.class))
                .isEmpty();
    }

    private static SmallRyeConfig configWith(String address) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "quarkus.oidc.tenant-enabled",
                                "false",
                                "desirepath.oidc.auth-server-url",
                                "${ADDRESS:}",
                                "ADDRESS",
                                address),
                        "application",
                        OF_APPLICATION_PROPERTIES))
                .withSources(new OidcWhenConfigured())
                .build();
    }
}
