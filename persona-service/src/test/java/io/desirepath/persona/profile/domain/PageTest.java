package io.desirepath.persona.profile.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    @Property(tries = 200)
    void aTokenCarriesAnyId(@ForAll @StringLength(min = 1, max = 20) String id) {
        Assume.that(Text.isSingleLine(id));
        String token = PageToken.after(id).encoded();

        assertThat(token).matches("[A-Za-z0-9_-]+");
        assertThat(PageToken.startOf(PageToken.valueOf(token))).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "AA", "_w", "AAA=A"})
    void aTokenThatNoPageGaveIsRefused(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PageToken.valueOf(token))
                .withMessageStartingWith("pageToken: ");
    }

    @Test
    void oneItemTooManyMeansAnotherPage() {
        Page<String> page = Page.cut(List.of("a", "b", "c"), new PageSize(2), id -> id);

        assertThat(page.items()).containsExactly("a", "b");
        assertThat(PageToken.startOf(PageToken.valueOf(page.nextPageToken()))).isEqualTo("b");
        assertThat(Page.cut(List.of("a", "b"), new PageSize(2), id -> id).nextPageToken())
                .isNull();
    }
}
