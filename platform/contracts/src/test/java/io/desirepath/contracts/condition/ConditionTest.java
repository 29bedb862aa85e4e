package io.desirepath.contracts.condition;

import static io.desirepath.contracts.condition.Truth.FAILS;
import static io.desirepath.contracts.condition.Truth.HOLDS;
import static io.desirepath.contracts.condition.Truth.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.condition.Facts.AccountFacts;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {

    @ParameterizedTest
    @CsvSource({
        "Head of Procurement, procurement, HOLDS",
        "Head of Procurement, PROCUREMENT, HOLDS",
        "Head of Procurement, head of procurement, HOLDS",
        "'Head of Procurement, EMEA', procurement emea, HOLDS",
        "Head of Procurement, head procurement, FAILS",
        "Auditor, it, FAILS",
        "IT-Leiter, it, HOLDS",
        "Leiter Einkäufe, einkäuf, FAILS",
        "Leiter Einkäufe, EINKÄUFE, HOLDS",
        "'C++ Lead', c++ lead, HOLDS",
        "Anything, .*, FAILS",
    })
    void aTitleIsSearchedForWholeWords(String title, String phrase, Truth truth) {
        if (phrase.equals(".*")) {
            phrase = "a.*g";
        }
        assertThat(new TitleCondition(List.of("zzz", phrase))
                        .evaluate(KnownFacts.titled(title))
                        .truth())
                .isEqualTo(truth);
    }

    @Test
    void theEvidenceSaysWhatIsKnownAndWhatWasAsked() {
        Condition buyer = new RoleCondition(List.of(BuyingRole.BUYER, BuyingRole.APPROVER));
        Facts user = new KnownFacts(BuyingRole.USER, null, null, null, java.util.Map.of(), List.of(), null);

        assertThat(buyer.evaluate(user))
                .isEqualTo(new Verdict(FAILS, List.of("The buying role is USER, which is not APPROVER, BUYER")));
        assertThat(buyer.evaluate(KnownFacts.NOTHING))
                .isEqualTo(new Verdict(UNKNOWN, List.of("The buying role is not known")));
        assertThat(new TitleCondition(List.of("buyer", "head")).evaluate(KnownFacts.titled("Head Buyer")))
                .isEqualTo(new Verdict(HOLDS, List.of("The title 'Head Buyer' has 'buyer', 'head'")));
        assertThat(new ActivityCondition("Quote Requested", "quote", 2, 30)
                        .evaluate(KnownFacts.counted("Quote Requested", 1)))
                .isEqualTo(new Verdict(
                        FAILS,
                        List.of("'Quote Requested' at quote was seen 1 time in the last 30 days, at least 2 asked")));
        assertThat(new ActivityCondition(null, null, 1, 1)
                        .evaluate(KnownFacts.NOTHING)
                        .truth())
                .isEqualTo(UNKNOWN);
    }

    @Test
    void oneOfSeveralAccountsIsEnough() {
        Facts two = KnownFacts.of(
                new AccountFacts("46.51", 20, "GB", null), new AccountFacts("28.1", null, "DE", Stage.DECISION));

        assertThat(new IndustryCondition(null, List.of("46")).evaluate(two))
                .isEqualTo(new Verdict(HOLDS, List.of("The account's industry is '46.51'")));
        assertThat(new IndustryCondition(List.of("28.1"), null).evaluate(two).truth())
                .isEqualTo(HOLDS);
        assertThat(new CountryCondition(List.of("FR")).evaluate(two).truth()).isEqualTo(FAILS);
        assertThat(new EmployeesCondition(10, 20).evaluate(two).truth()).isEqualTo(HOLDS);
        // The other account may have a hundred.
        assertThat(new EmployeesCondition(100, null).evaluate(two).truth()).isEqualTo(UNKNOWN);
        assertThat(new StageCondition(List.of(Stage.DECISION)).evaluate(two).truth())
                .isEqualTo(HOLDS);
        assertThat(new StageCondition(List.of(Stage.DECISION))
                        .evaluate(KnownFacts.NOTHING)
                        .truth())
                .isEqualTo(UNKNOWN);
    }

    @Test
    void aTraitIsComparedByWhatItIs() {
        Condition gold = new TraitCondition("tier", "Gold", null, null, null);
        Condition seven = new TraitCondition("tier", 7, null, null, null);
        Condition some = new TraitCondition("tier", null, List.of("silver", 7, true), null, null);
        Condition range = new TraitCondition("tier", null, null, BigDecimal.ONE, BigDecimal.TEN);

        assertThat(gold.evaluate(KnownFacts.trait("tier", "gold")).truth()).isEqualTo(HOLDS);
        assertThat(gold.evaluate(KnownFacts.trait("tier", "golden")).truth()).isEqualTo(FAILS);
        assertThat(gold.evaluate(KnownFacts.trait("tier", 7L)).truth()).isEqualTo(FAILS);
        assertThat(gold.evaluate(KnownFacts.trait("other", "gold")).truth()).isEqualTo(UNKNOWN);
        assertThat(seven.evaluate(KnownFacts.trait("tier", new BigDecimal("7.0")))
                        .truth())
                .isEqualTo(HOLDS);
        assertThat(seven.evaluate(KnownFacts.trait("tier", "7")).truth()).isEqualTo(FAILS);
        assertThat(some.evaluate(KnownFacts.trait("tier", true)).truth()).isEqualTo(HOLDS);
        assertThat(range.evaluate(KnownFacts.trait("tier", 10L)).truth()).isEqualTo(HOLDS);
        assertThat(range.evaluate(KnownFacts.trait("tier", 10.5)))
                .isEqualTo(new Verdict(FAILS, List.of("The trait 'tier' is 10.5, at least 1, at most 10 asked")));
    }
}
