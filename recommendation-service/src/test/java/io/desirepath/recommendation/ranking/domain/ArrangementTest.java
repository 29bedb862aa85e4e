package io.desirepath.recommendation.ranking.domain;

import static io.desirepath.recommendation.candidate.domain.Kind.CROSS_SELL;
import static io.desirepath.recommendation.candidate.domain.Kind.REORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.Stage;
import io.desirepath.contracts.condition.CountryCondition;
import io.desirepath.contracts.condition.EmployeesCondition;
import io.desirepath.contracts.condition.StageCondition;
import io.desirepath.contracts.condition.TraitCondition;
import io.desirepath.recommendation.candidate.domain.Candidate;
import io.desirepath.recommendation.candidate.domain.Candidates;
import io.desirepath.recommendation.candidate.domain.Kind;
import io.desirepath.recommendation.candidate.domain.Shop;
import io.desirepath.recommendation.ranking.CatalogueAttributes;
import io.desirepath.recommendation.ranking.domain.Rule.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArrangementTest {

    private static final List<Kind> FILL = List.of(CROSS_SELL, REORDER);
    private static final Mix COMPLEMENTS = new Mix(Map.of(CROSS_SELL, 1d));

    private Shop shop;
    private CatalogueAttributes attributes;
    private Map<Kind, List<Option>> options;

    @BeforeEach
    void stock() {
        shop = new Shop().sells("A", "NEW").bought("A", 5);
        IntStream.rangeClosed(1, 9).forEach(i -> shop.sells("C" + i).complement("A", "C" + i, 0.9 - 0.05 * i));
        attributes = new CatalogueAttributes(shop.request().catalogue());
    }

    @Test
    void aPinComesToItsPositionAlsoWhereNoGeneratorHasIt() {
        Rule pin = rule("p", Action.PIN, List.of("NEW", "C9"), null, 2, 1, 0);

        List<Placed> list = arranged(4, 0, 1, pin);

        assertThat(ids(list)).containsExactly("C1", "NEW", "C9", "C2");
        assertThat(list.get(1).origin()).isEqualTo(Placed.Origin.PINNED);
        assertThat(list.get(1).option().rule()).isEqualTo(pin);
        assertThat(list.get(1).option().kind()).isEqualTo(Kind.PINNED);
        assertThat(list.get(2).option().kind()).isEqualTo(CROSS_SELL);
    }

    @Test
    void aPinCannotShowWhatTheHardFiltersRemove() {
        shop.discontinued("NEW");

        assertThat(ids(arranged(3, 0, 1, rule("p", Action.PIN, List.of("NEW"), null, 1, 1, 0))))
                .containsExactly("C1", "C2", "C3");
    }

    @Test
    void aBoostMovesUpAndBuryingMovesBehindEverythingElse() {
        Rule boost = rule("b", Action.BOOST, List.of("C5"), null, 1, 3, 0);
        Rule bury = rule("c", Action.BURY, List.of("C1"), null, 1, 1, 0);

        assertThat(ids(arranged(4, 0, 1, boost, bury))).containsExactly("C5", "C2", "C3", "C4");
        assertThat(ids(arranged(20, 0, 1, boost, bury))).endsWith("A", "C1");
        assertThat(arranged(4, 0, 1, boost).getFirst().option().item().score())
                .as("the score itself is not touched")
                .isLessThan(1);
    }

    @Test
    void ofTwoRulesTheHigherPriorityWinsAndAnExclusionWinsOverAll() {
        Rule boost = rule("a", Action.BOOST, List.of("C9"), null, 1, 100, 5);
        Rule bury = rule("b", Action.BURY, List.of("C9"), null, 1, 1, 9);
        assertThat(ids(arranged(20, 0, 1, boost, bury))).endsWith("C9");
        assertThat(ids(arranged(20, 0, 1, rule("b", Action.BURY, List.of("C9"), null, 1, 1, 1), boost)))
                .startsWith("C9");

        RulesInForce rules = inForce(
                rule("p", Action.PIN, List.of("C9"), null, 1, 1, 9),
                rule("x", Action.EXCLUDE, List.of("C9"), null, 1, 1, 0));
        assertThat(rules.excluding(attributes.find("C9"))).isNotNull();
        assertThat(rules.pins()).isEmpty();
    }

    @Test
    void aRuleCountsOnlyWhereAndWhenItSays() {
        Rule rule = rule("r", Action.EXCLUDE, List.of("C1"), null, 1, 1, 0);
        assertThat(inForce(rule).isEmpty()).isFalse();
        assertThat(inForce(with(rule, Set.of(Placement.CART), null, null, null)).isEmpty())
                .isTrue();
        assertThat(inForce(with(rule, Set.of(Placement.HOME), null, null, null)).isEmpty())
                .isFalse();
        assertThat(inForce(with(rule, Set.of(), Shop.NOW, null, null)).isEmpty())
                .isFalse();
        assertThat(inForce(with(rule, Set.of(), Shop.NOW.plusSeconds(1), null, null))
                        .isEmpty())
                .isTrue();
        assertThat(inForce(with(rule, Set.of(), null, Shop.NOW, null)).isEmpty())
                .as("the end is exclusive")
                .isTrue();
        assertThat(inForce(with(rule, Set.of(), null, null, new StageCondition(List.of(Stage.DECISION))))
                        .isEmpty())
                .isFalse();
        assertThat(inForce(with(rule, Set.of(), null, null, new StageCondition(List.of(Stage.PURCHASE))))
                        .isEmpty())
                .isTrue();
        assertThat(inForce(with(rule, Set.of(), null, null, new CountryCondition(List.of("GB"))))
                        .isEmpty())
                .as("what is not known does not hold")
                .isTrue();
    }

    @Test
    void aRuleMaySayItsProductsByTheirAttributes() {
        TraitCondition named = new TraitCondition("name", null, List.of("Name of C1", "Name of C2"), null, null);
        RulesInForce rules = inForce(rule("x", Action.EXCLUDE, List.of(), named, 1, 1, 0));

        assertThat(rules.excluding(attributes.find("C2"))).isNotNull();
        assertThat(rules.excluding(attributes.find("C3"))).isNull();
    }

    @Test
    void whatCannotBeToldIsRefusedByName() {
        assertThatThrownBy(() -> Conditions.requireOfProducts(
                        "filter", new TraitCondition("colour", "red", null, null, null), attributes::knows))
                .hasMessage("filter: nothing has the attribute 'colour'");
        assertThatThrownBy(() -> Conditions.requireOfProducts(
                        "filter", new StageCondition(List.of(Stage.DECISION)), attributes::knows))
                .hasMessage("filter: a condition of type 'stage' cannot be asked here");
        assertThatThrownBy(() -> Conditions.requireOfAccounts("when", new EmployeesCondition(1, 2)))
                .hasMessage("when: a condition of type 'employees' cannot be asked here");
    }

    @Test
    void theSameSeedGivesTheSameList() {
        assertThat(ids(arranged(5, 0.2, 42))).isEqualTo(ids(arranged(5, 0.2, 42)));
        assertThat(ids(arranged(5, 0, 1))).containsExactly("C1", "C2", "C3", "C4", "C5");
    }

    /** The definition of a propensity: over many draws, each slate comes as often as it says. */
    @Test
    void propensitiesAreTheFrequenciesOfSlates() {
        int draws = 40_000;
        Map<List<String>, Integer> seen = new HashMap<>();
        Map<List<String>, Double> said = new HashMap<>();
        for (int seed = 0; seed < draws; seed++) {
            List<Placed> list = arranged(2, 0.2, seed * 7919L);
            double propensity = list.stream().mapToDouble(Placed::propensity).reduce(1, (a, b) -> a * b);
            seen.merge(ids(list), 1, Integer::sum);
            said.put(ids(list), propensity);
        }
        // Seven complements are left over: four are dealt to the first position, three to the second.
        assertThat(said).hasSize(5 * 4);
        assertThat(said.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(1, within(1e-9));
        said.forEach((list, propensity) -> {
            double tolerance = 4 * Math.sqrt(propensity * (1 - propensity) / draws) + 1e-4;
            assertThat((double) seen.get(list) / draws).as("%s", list).isCloseTo(propensity, within(tolerance));
        });
    }

    @Test
    void explorationKeepsTheKindsOfTheirPositionsAndRepeatsNothing() {
        for (long seed = 0; seed < 500; seed++) {
            List<Placed> list = arranged(6, 0.2, seed);
            assertThat(list).extracting(placed -> placed.option().kind()).containsOnly(CROSS_SELL);
            assertThat(new HashSet<>(ids(list))).hasSize(6);
        }
    }

    private List<Placed> arranged(int limit, double exploration, long seed, Rule... rules) {
        attributes = new CatalogueAttributes(shop.request().catalogue());
        RulesInForce inForce = inForce(rules);
        Candidates candidates =
                Candidates.of(shop.request(), inForce.pins().keySet(), Set.of(Kind.values()), Candidates.Lost.UNHEARD);
        options = Options.of(candidates);
        return new Arrangement(COMPLEMENTS, FILL, limit, new Strategy.Tuning(0.7, exploration), seed)
                .of(options, inForce);
    }

    private RulesInForce inForce(Rule... rules) {
        Conditions.Asking asking =
                new Conditions.Asking(Map.of(Conditions.ACCOUNT_ID, "acc"), null, null, Stage.DECISION, null, null);
        return RulesInForce.of(
                List.of(rules).stream().sorted(Rule.FIRST).toList(), Placement.HOME, asking, Shop.NOW, attributes);
    }

    private List<String> ids(List<Placed> list) {
        List<Candidate> candidates =
                list.stream().map(placed -> Options.candidate(placed.option())).toList();
        return shop.ids(candidates);
    }

    private static Rule rule(
            String id,
            Action action,
            List<String> products,
            @Nullable TraitCondition items,
            int position,
            double factor,
            int priority) {
        return new Rule(
                id,
                null,
                action,
                products,
                items,
                null,
                Set.of(),
                position,
                factor,
                Shop.NOW.minus(Duration.ofDays(1)),
                null,
                priority,
                true);
    }

    private static Rule with(
            Rule rule,
            Set<Placement> placements,
            @Nullable Instant from,
            @Nullable Instant until,
            io.desirepath.contracts.condition.@Nullable Condition when) {
        return new Rule(
                rule.id(), null, rule.action(), rule.products(), null, when, placements, 1, 1, from, until, 0, true);
    }
}
