package io.desirepath.persona.contact.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailHashTest {

    @ParameterizedTest
    @ValueSource(strings = {"test@example.com", "  Test@Example.COM ", "TEST@EXAMPLE.COM"})
    void spellingsOfOneAddressHaveOneHash(String address) {
        // printf %s test@example.com | sha256sum
        assertThat(EmailHash.sha256(address))
                .isEqualTo("973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b");
    }
}
