package io.desirepath.contracts.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.condition.Facts.AccountFacts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of Kleene's logic (Introduction to Metamathematics, 1952, section 64) over conditions as they are. */
class ConditionLogicTest {

    private final ObjectMapper json = new ObjectMapper();

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aConditionSurvivesTheWire(@ForAll("conditions") Condition condition) throws Exception {
        assertThat(json.readValue(json.writeValueAsString(condition), Condition.class))
                .isEqualTo(condition);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void twoNegationsAreNone(@ForAll("conditions") Condition x, @ForAll("facts") Facts facts) {
        assertThat(new NotCondition(new NotCondition(x)).evaluate(facts)).isEqualTo(x.evaluate(facts));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void deMorgan(@ForAll("conditions") Condition a, @ForAll("conditions") Condition b, @ForAll("facts") Facts facts) {
        Condition notBoth = new NotCondition(new AllCondition(List.of(a, b)));
        Condition oneNot = new AnyCondition(List.of(new NotCondition(a), new NotCondition(b)));

        assertThat(notBoth.evaluate(facts)).isEqualTo(oneNot.evaluate(facts));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void orderDoesNotMatter(
            @ForAll("conditions") Condition a, @ForAll("conditions") Condition b, @ForAll("facts") Facts facts) {
        assertThat(new AllCondition(List.of(a, b)).evaluate(facts).truth())
                .isEqualTo(new AllCondition(List.of(b, a)).evaluate(facts).truth());
        assertThat(new AnyCondition(List.of(a, a)).evaluate(facts)).isEqualTo(a.evaluate(facts));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyVerdictHasItsEvidence(@ForAll("conditions") Condition x, @ForAll("facts") Facts facts) {
        assertThat(x.evaluate(facts).evidence())
                .isNotEmpty()
                .allSatisfy(sentence -> assertThat(sentence).isNotBlank());
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsNotKnownNeverDecides(@ForAll("conditions") Condition x, @ForAll("facts") Facts facts) {
        Truth blind = x.evaluate(KnownFacts.NOTHING).truth();

        assertThat(blind).isEqualTo(Truth.UNKNOWN);
        assertThat(new AnyCondition(List.of(x, new NotCondition(x)))
                        .evaluate(facts)
                        .truth())
                .isNotEqualTo(Truth.FAILS);
    }

    @Provide
    Arbitrary<Condition> conditions() {
        return nested(3);
    }

    private static Arbitrary<Condition> nested(int depth) {
        if (depth == 0) {
            return leaves();
        }
        Arbitrary<List<Condition>> several =
                nested(depth - 1).list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.oneOf(
                leaves(),
                nested(depth - 1).map(NotCondition::new),
                several.map(AllCondition::new),
                several.map(AnyCondition::new));
    }

    private static Arbitrary<Condition> leaves() {
        Arbitrary<String> words = Arbitraries.of("buyer", "Head", "gold", "a.b", "46.51", "Einkäufer");
        Arbitrary<List<String>> lists = words.list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.oneOf(
                Arbitraries.of(BuyingRole.class)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(RoleCondition::new),
                Arbitraries.of(Stage.class).list().ofMinSize(1).ofMaxSize(3).map(StageCondition::new),
                lists.map(SeniorityCondition::new),
                lists.map(DepartmentCondition::new),
                lists.map(TitleCondition::new),
                lists.map(list -> new IndustryCondition(list, null)),
                lists.map(list -> new IndustryCondition(null, list)),
                Arbitraries.integers().between(0, 50).map(n -> new EmployeesCondition(n, n + 10)),
                Arbitraries.of("GB", "DE").map(code -> new CountryCondition(List.of(code))),
                words.map(word -> new TraitCondition("tier", word, null, null, null)),
                Arbitraries.doubles()
                        .between(-1e6, 1e6)
                        .ofScale(3)
                        .map(n -> new TraitCondition("tier", n, null, null, null)),
                Arbitraries.integers()
                        .between(0, 9)
                        .map(n -> new TraitCondition("tier", null, null, BigDecimal.valueOf(n), null)),
                Arbitraries.integers().between(1, 4).map(n -> new ActivityCondition("Quote Requested", null, n, 30)));
    }

    @Provide
    Arbitrary<Facts> facts() {
        Arbitrary<String> words =
                Arbitraries.of("Head Buyer", "buyer", "gold", "46.51").injectNull(0.3);
        Arbitrary<AccountFacts> accounts = Combinators.combine(
                        words,
                        Arbitraries.integers().between(0, 60).injectNull(0.3),
                        Arbitraries.of("GB", "DE", "FR").injectNull(0.3),
                        Arbitraries.of(Stage.class).injectNull(0.3))
                .as(AccountFacts::new);
        return Combinators.combine(
                        Arbitraries.of(BuyingRole.class).injectNull(0.3),
                        words,
                        words,
                        words,
                        Arbitraries.of(
                                List.<Map<String, Object>>of(Map.of(), Map.of("tier", "gold"), Map.of("tier", 7L))),
                        accounts.list().ofMaxSize(2),
                        Arbitraries.of(List.<Map<String, Long>>of(Map.of(), Map.of("Quote Requested", 2L)))
                                .injectNull(0.3))
                .as((role, seniority, department, title, traits, list, counts) ->
                        new KnownFacts(role, seniority, department, title, traits, list, counts));
    }
}
