package io.desirepath.journey.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PageTokenTest {

    @Test
    void aTokenComesBackAsItWent() {
        PageToken token = PageToken.of("2026-01-01T00:00:00Z", "", "a+b/ü c");

        assertThat(new PageToken(token.text())).isEqualTo(token);
        assertThat(token.text()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void whatIsNoTokenOrNoSizeIsRefused() {
        assertThatThrownBy(() -> new PageToken("!")).hasMessageStartingWith("pageToken:");
        for (String size : new String[] {"0", "1001", "x", "", "99999999999"}) {
            assertThatThrownBy(() -> new PageSize(size)).hasMessage("pageSize: 1 to 1000");
        }
        assertThat(new PageSize("1000").value()).isEqualTo(1000);
    }
}
