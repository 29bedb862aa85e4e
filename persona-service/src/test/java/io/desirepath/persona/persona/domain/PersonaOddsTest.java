package io.desirepath.persona.persona.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.PersonaId;
import io.desirepath.contracts.condition.NotCondition;
import io.desirepath.contracts.condition.TitleCondition;
import io.desirepath.persona.persona.domain.PersonaOdds.Candidate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PersonaOddsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");
    private static final ContactFacts BUYER =
            new ContactFacts(null, null, null, "Buyer", Map.of(), List.of(), List.of(), TODAY);

    @Test
    void aPersonaThatScoresNothingIsAsProbableAsNone() {
        PersonaOdds odds = PersonaOdds.of(List.of(candidate("p", 0)), BUYER);

        assertThat(odds.none()).isEqualTo(0.5);
        assertThat(odds.best()).isNull();
    }

    @Test
    void aLineThatHoldsShiftsTheLogOddsByItsWeight() {
        ScoreLine buyer = new ScoreLine(new TitleCondition(List.of("buyer")), 2, "Buys");
        ScoreLine head = new ScoreLine(new TitleCondition(List.of("head")), 5, "Leads");
        Candidate persona = new Candidate(new PersonaId("p"), 3, new Scorecard(-1, List.of(buyer, head)));

        PersonaOdds odds = PersonaOdds.of(List.of(persona), BUYER);

        Likelihood best = odds.best();
        assertThat(best).isNotNull();
        assertThat(best.version()).isEqualTo(3);
        assertThat(Math.log(best.probability() / odds.none())).isCloseTo(1, within(1e-12));
        assertThat(best.evidence())
                .containsExactly(new Likelihood.Reason("Buys", 2, List.of("The title 'Buyer' has 'buyer'")));
    }

    @Test
    void whatIsNotKnownWeighsNothingEitherWay() {
        ContactFacts nobody = new ContactFacts(null, null, null, null, Map.of(), List.of(), null, TODAY);
        TitleCondition buyer = new TitleCondition(List.of("buyer"));
        Scorecard card = new Scorecard(
                0, List.of(new ScoreLine(buyer, 5, "Is"), new ScoreLine(new NotCondition(buyer), -5, "Is not")));

        PersonaOdds odds = PersonaOdds.of(List.of(new Candidate(new PersonaId("p"), 1, card)), nobody);

        assertThat(odds.none()).isEqualTo(0.5);
    }

    @Test
    void withoutPersonasEverybodyIsNone() {
        assertThat(PersonaOdds.of(List.of(), BUYER)).isEqualTo(new PersonaOdds(List.of(), 1));
    }

    @Property
    void probabilitiesSumToOneAndFollowTheScores(
            @ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = -10, max = 10) Double> bases) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < bases.size(); i++) {
            candidates.add(candidate("p" + i, bases.get(i)));
        }

        PersonaOdds odds = PersonaOdds.of(candidates, BUYER);

        double sum = odds.none()
                + odds.likelihoods().stream()
                        .mapToDouble(Likelihood::probability)
                        .sum();
        assertThat(sum).isCloseTo(1, within(1e-9));
        assertThat(odds.none()).isPositive();
        assertThat(odds.likelihoods())
                .extracting(Likelihood::probability)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        double top = bases.stream().mapToDouble(b -> b).max().orElseThrow();
        assertThat(Math.log(odds.likelihoods().getFirst().probability() / odds.none()))
                .isCloseTo(top, within(1e-9));
    }

    @Test
    void aScorecardKeepsItsBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Scorecard(Double.NaN, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Scorecard(10.1, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScoreLine(new TitleCondition(List.of("a")), 5.1, "too much"));
        assertThatIllegalArgumentException().isThrownBy(() -> new ScoreLine(new TitleCondition(List.of("a")), 1, " "));
    }

    @Test
    void activityIsCountedWithinItsDays() {
        ContactFacts facts = new ContactFacts(
                null,
                null,
                null,
                null,
                Map.of(),
                List.of(),
                List.of(
                        new Behaviour("Cart Viewed", "cart", TODAY, 1),
                        new Behaviour("Cart Viewed", "cart", TODAY.minusDays(29), 10),
                        new Behaviour("Cart Viewed", "cart", TODAY.minusDays(30), 100),
                        new Behaviour("Product Added", "cart", TODAY, 1000)),
                TODAY);

        assertThat(facts.activities("cart viewed", null, 1)).isEqualTo(1);
        assertThat(facts.activities("Cart Viewed", null, 30)).isEqualTo(11);
        assertThat(facts.activities("Cart Viewed", null, 31)).isEqualTo(111);
        assertThat(facts.activities(null, "cart", 1)).isEqualTo(1001);
        assertThat(facts.activities(null, null, 365)).isEqualTo(1111);
        assertThat(facts.activities("Cart Viewed", "web", 365)).isZero();
    }

    private static Candidate candidate(String id, double base) {
        return new Candidate(new PersonaId(id), 1, new Scorecard(base, List.of()));
    }
}
