package io.desirepath.persona.profile.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TraitsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void numbersHaveOneFormHoweverTheyAreWritten() {
        Map<String, Object> one = Traits.canonical(Map.of("n", 5, "d", 2.50, "big", 1e20));
        Map<String, Object> other = Traits.canonical(
                Map.of("n", 5.0, "d", new BigDecimal("2.5"), "big", new BigInteger("100000000000000000000")));

        assertThat(one).isEqualTo(other).containsEntry("n", 5L);
    }

    @Property(tries = 300)
    void aNumberSurvivesStorage(@ForAll double number) throws JsonProcessingException {
        Map<String, Object> traits = Traits.canonical(Map.of("n", number));
        // PostgreSQL keeps jsonb numbers as numeric and prints them without an exponent.
        String stored = JSON.writeValueAsString(
                        Map.of("n", new BigDecimal(traits.get("n").toString()).toPlainString()))
                .replaceAll("\"(-?[0-9.]+)\"", "$1");

        assertThat(Traits.canonical(JSON.readValue(stored, new TypeReference<>() {})))
                .isEqualTo(traits);
    }

    @Test
    void onlyScalarsOfReasonableSizeAreAllowed() {
        assertThat(Traits.objection("a", "text")).isEmpty();
        assertThat(Traits.objection("a", 1L)).isEmpty();
        assertThat(Traits.objection("a", true)).isEmpty();
        assertThat(Traits.objection("a", null)).isPresent();
        assertThat(Traits.objection("a", List.of())).isPresent();
        assertThat(Traits.objection("a", new HashMap<>())).isPresent();
        assertThat(Traits.objection("a", Double.POSITIVE_INFINITY)).isPresent();
        assertThat(Traits.objection("a", "x".repeat(1025))).isPresent();
        assertThat(Traits.objection("a", "\u0000")).isPresent();
        assertThat(Traits.objection(" ", 1)).isPresent();
        assertThat(Traits.objection("x".repeat(129), 1)).isPresent();
    }
}
