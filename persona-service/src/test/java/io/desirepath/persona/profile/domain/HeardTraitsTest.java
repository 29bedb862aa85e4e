package io.desirepath.persona.profile.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HeardTraitsTest {

    private static final Instant T0 = Instant.parse("2024-01-01T00:00:00Z");
    private static final Set<String> WELL_KNOWN = Set.of("name");

    @Test
    void theLaterStandsAndTheGreaterMessageOfTheSameTime() {
        HeardTraits heard = heard("plan", "free", false, 1, "z")
                .merge(heard("plan", "pro", false, 2, "b"), WELL_KNOWN)
                .merge(heard("plan", "gold", false, 2, "c"), WELL_KNOWN)
                .merge(heard("plan", "late", false, 0, "y"), WELL_KNOWN);

        assertThat(heard.value("plan")).isEqualTo("gold");
    }

    @Test
    void theConfirmedStandsOverWhatAPageSaysLater() {
        HeardTraits heard =
                heard("plan", "pro", true, 1, "a").merge(heard("plan", "forged", false, 9, "b"), WELL_KNOWN);

        assertThat(heard.value("plan")).isEqualTo("pro");
    }

    @Test
    void aTraitCanBeTakenBack() {
        HeardTraits heard = heard("plan", "pro", true, 1, "a").merge(heard("plan", null, true, 2, "b"), WELL_KNOWN);

        assertThat(heard.value("plan")).isNull();
        assertThat(heard.others(WELL_KNOWN, Map.of())).isEmpty();
    }

    @Test
    void theDeclaredStandsOverTheHeard() {
        HeardTraits heard = heard("plan", "pro", true, 1, "a");

        assertThat(heard.others(WELL_KNOWN, Map.of("plan", "gold", "n", 1)))
                .containsExactly(Map.entry("n", 1L), Map.entry("plan", "gold"));
    }

    @Property(tries = 300)
    void neitherOrderNorRepetitionNorCutMatters(@ForAll("pieces") List<HeardTraits> pieces, @ForAll long seed) {
        List<HeardTraits> disturbed = new ArrayList<>(pieces);
        disturbed.addAll(pieces.subList(0, pieces.size() / 2));
        Collections.shuffle(disturbed, new Random(seed));
        int cut = disturbed.size() / 3;

        HeardTraits inPages =
                merged(disturbed.subList(0, cut)).merge(merged(disturbed.subList(cut, disturbed.size())), WELL_KNOWN);

        assertThat(inPages).isEqualTo(merged(pieces));
    }

    @Property(tries = 20)
    void whatIsTooMuchIsCutWithoutRegardToOrder(@ForAll long seed) {
        List<HeardTraits> pieces = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            pieces.add(heard("a" + i, i, false, 0, "m"));
        }
        pieces.add(heard("name", "Ann", false, 0, "m"));
        HeardTraits expected = merged(pieces);

        Collections.shuffle(pieces, new Random(seed));

        assertThat(merged(pieces)).isEqualTo(expected);
        assertThat(expected.byName()).hasSize(HeardTraits.MAX_TRAITS).containsKey("name");
    }

    @Test
    void whatDoesNotFitIsToldApart() {
        TraitFilter filter = new TraitFilter(
                Map.of("seats", TraitType.NUMBER, "since", TraitType.DATE), (name, value) -> !value.equals("bad"));
        Map<String, Object> said = new TreeMap<>(Map.of(
                "seats", "many",
                "since", "2026-13-01",
                "plan", "pro",
                "name", "bad",
                "list", List.of(1),
                "address", Map.of("country", "DE", "deep", Map.of("er", 1)),
                "\u0000", 1));
        said.put("gone", null);

        var sorted = filter.sort(said, true, T0, new MessageId("m"));

        assertThat(sorted.heard().byName()).containsOnlyKeys("address.country", "gone", "plan");
        assertThat(sorted.misfits())
                .extracting(TraitFilter.Misfit::name, TraitFilter.Misfit::found)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("seats", TraitType.STRING),
                        org.assertj.core.groups.Tuple.tuple("since", TraitType.STRING));
        assertThat(sorted.ignored()).isEqualTo(4);
    }

    @Test
    void typesFitWhatTheySay() {
        assertThat(TraitType.DATE.fits("2026-10-02")).isTrue();
        assertThat(TraitType.DATE.fits("2026-10-02T08:15:00Z")).isTrue();
        assertThat(TraitType.DATE.fits("02.10.2026")).isFalse();
        assertThat(TraitType.DATE.fits(20261002)).isFalse();
        assertThat(TraitType.NUMBER.fits(1.5)).isTrue();
        assertThat(TraitType.NUMBER.fits("1.5")).isFalse();
        assertThat(TraitType.BOOLEAN.fits("true")).isFalse();
        assertThat(TraitType.STRING.fits("2026-10-02")).isTrue();
    }

    @Provide
    Arbitrary<List<HeardTraits>> pieces() {
        return Combinators.combine(
                        Arbitraries.of("name", "plan", "seats"),
                        Arbitraries.of("one", "two", 3, true).injectNull(0.2),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of("a", "b", "c"))
                .as(HeardTraitsTest::heard)
                .list()
                .ofMaxSize(15);
    }

    private static HeardTraits merged(List<HeardTraits> pieces) {
        return pieces.stream().reduce(HeardTraits.NONE, (one, two) -> one.merge(two, WELL_KNOWN));
    }

    private static HeardTraits heard(String name, Object value, boolean confirmed, int second, String message) {
        return new HeardTraits(
                Map.of(name, new HeardTrait(value, confirmed, T0.plusSeconds(second), new MessageId(message))));
    }
}
