package io.desirepath.service.page;

import static java.nio.charset.StandardCharsets.UTF_8;
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
        Assume.that(id.codePoints().noneMatch(Character::isISOControl));
        Assume.that(UTF_8.newEncoder().canEncode(id));
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
    void aKeyMayHaveParts() {
        PageToken token = PageToken.valueOf(
                PageToken.after("2026-01-01T00:00:00Z", "", "a+b/ü c").encoded());

        assertThat(token.key(3)).containsExactly("2026-01-01T00:00:00Z", "", "a+b/ü c");
        assertThatIllegalArgumentException().isThrownBy(() -> token.key(2));
        assertThatIllegalArgumentException().isThrownBy(() -> PageToken.numberOr(token, 0));
        assertThat(PageToken.numberOr(PageToken.after("17"), 0)).isEqualTo(17);
        assertThat(PageToken.numberOr(null, 5)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "x", "", "-1", "99999999999"})
    void aSizeIsAWholeNumberUpToAThousand(String size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PageSize.valueOf(size))
                .withMessageStartingWith("pageSize: ");
        assertThat(PageSize.valueOf("1000").value()).isEqualTo(1000);
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
