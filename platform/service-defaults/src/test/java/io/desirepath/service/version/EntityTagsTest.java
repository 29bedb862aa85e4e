package io.desirepath.service.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {

    @Test
    void aTagMatchesItsRevision() {
        assertThat(EntityTags.valueOf(EntityTags.of(7)).matchesStrongly(7)).isTrue();
        assertThat(EntityTags.valueOf("\"7\"").matchesStrongly(77)).isFalse();
    }

    @Test
    void aWeakTagMatchesWeaklyOnly() {
        EntityTags weak = EntityTags.valueOf("W/\"7\"");
        assertThat(weak.matchesStrongly(7)).isFalse();
        assertThat(weak.matchesWeakly(7)).isTrue();
    }

    @Test
    void aListMatchesEachOfItsTags() {
        EntityTags tags = EntityTags.valueOf(" \"1\" ,W/\"2\",\t\"a,b\" , \"\"");
        assertThat(tags.strong()).containsExactly("1", "a,b", "");
        assertThat(tags.weak()).containsExactly("2");
    }

    @Test
    void anAsteriskMatchesEveryRevision() {
        assertThat(EntityTags.valueOf(" * ").matchesStrongly(1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "7",
                "\"7",
                "7\"",
                "\"a\" \"b\"",
                "\"a\"x",
                "w/\"a\"",
                "\"a\" , b",
                "*, \"a\"",
                "\"a b\""
            })
    void anythingElseIsRefused(String header) {
        assertThatIllegalArgumentException().isThrownBy(() -> EntityTags.valueOf(header));
    }

    @Test
    void aPreconditionComparesWithWhatIsThere() {
        EntityTags seven = EntityTags.valueOf("\"7\"");
        EntityTags any = EntityTags.valueOf("*");

        assertThat(Precondition.NONE.allows(null)).isTrue();
        assertThat(Precondition.NONE.allows(7L)).isTrue();
        assertThat(new Precondition(seven, null).allows(7L)).isTrue();
        assertThat(new Precondition(seven, null).allows(8L)).isFalse();
        assertThat(new Precondition(seven, null).allows(null)).isFalse();
        assertThat(new Precondition(any, null).allows(null)).isFalse();
        assertThat(new Precondition(null, any).allows(null)).isTrue();
        assertThat(new Precondition(null, any).allows(7L)).isFalse();
        assertThat(new Precondition(null, seven).allows(7L)).isFalse();
        assertThat(new Precondition(null, seven).allows(8L)).isTrue();
        assertThat(new Precondition(any, seven).allows(7L)).isFalse();
    }
}
