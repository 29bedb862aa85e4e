package io.desirepath.persona.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.persona.contact.domain.RoleInference;
import io.desirepath.persona.contact.domain.RoleInference.Guess;
import io.desirepath.persona.contact.domain.Seniority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoleInferenceTest {

    private final RoleInference inference = TitleVocabulary.read();

    @ParameterizedTest
    @CsvSource({
        "Head of Procurement, BUYER, 0.8",
        "head of global procurement, BUYER, 0.6",
        "Senior Buyer, BUYER, 0.8",
        "Einkaufsleiter, BUYER, 0.8",
        "Einkaufsleiterin (m/w/d), BUYER, 0.8",
        "Leiter Einkauf, BUYER, 0.8",
        "Strategische Einkäuferin, BUYER, 0.8",
        "CFO, APPROVER, 0.8",
        "Chief Financial Officer, APPROVER, 0.8",
        "Kaufmännischer Leiter, APPROVER, 0.6",
        "CTO, DECIDER, 0.7",
        "Geschäftsführerin, DECIDER, 0.8",
        "Managing Director, DECIDER, 0.8",
        "Maintenance Engineer, USER, 0.25",
        "Instandhaltungstechniker, USER, 0.6",
        "Solution Architect, INFLUENCER, 0.5",
        "Entwicklungsingenieur, INFLUENCER, 0.4",
        "Executive Assistant, GATEKEEPER, 0.8",
        "Assistant to the CEO, GATEKEEPER, 0.45",
        "Assistenz der Geschäftsleitung, GATEKEEPER, 0.5",
        "Business Development, INITIATOR, 0.4"
    })
    void aTitleSpeaksForARole(String title, BuyingRole role, double confidence) {
        Guess guess = inference.role(title, null).orElseThrow();

        assertThat(guess.role()).isEqualTo(role);
        assertThat(guess.confidence()).isGreaterThanOrEqualTo(confidence).isLessThan(1);
        assertThat(guess.words()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Lorem ipsum dolor", "xyzzy", "???", "Friend of the house", ".*", "buyerish"})
    void nonsenseSpeaksForNoRole(String title) {
        assertThat(inference.role(title, null)).isEmpty();
    }

    @Test
    void noTitleAndNoDepartmentSpeakForNothing() {
        assertThat(inference.role(null, null)).isEmpty();
        assertThat(inference.seniority(null)).isEmpty();
    }

    @Test
    void theDepartmentHelpsWhereTheTitleDoesNot() {
        assertThat(inference.role("Manager", null)).isEmpty();
        assertThat(inference.role("Manager", "Procurement")).hasValueSatisfying(guess -> {
            assertThat(guess.role()).isEqualTo(BuyingRole.BUYER);
            assertThat(guess.confidence()).isEqualTo(0.5);
            assertThat(guess.words()).containsExactly("procurement");
        });
        assertThat(inference.role("Buyer", "Purchasing").orElseThrow().confidence())
                .isGreaterThan(inference.role("Buyer", null).orElseThrow().confidence());
    }

    @Test
    void whatSpeaksForTwoRolesIsSureOfNeither() {
        double clear = inference.role("CFO", null).orElseThrow().confidence();
        double mixed = inference.role("CFO and CEO", null).orElseThrow().confidence();

        assertThat(mixed).isLessThan(0.6 * clear);
    }

    @Test
    void theWordsThatSpokeAreGiven() {
        assertThat(inference.role("Head of Procurement", null).orElseThrow().words())
                .containsExactly("head of procurement");
        assertThat(inference.role("Einkäufer/in", "Einkauf").orElseThrow().words())
                .containsExactly("einkaeufer", "einkauf");
    }

    @ParameterizedTest
    @CsvSource({
        "Chief Procurement Officer, C_LEVEL",
        "Geschäftsführer, C_LEVEL",
        "Senior Vice President Sales, VP",
        "Head of Procurement, DIRECTOR",
        "Einkaufsleiterin, DIRECTOR",
        "Purchasing Manager, MANAGER",
        "Senior Buyer, SENIOR",
        "Maintenance Engineer, STAFF",
        "Assistant to the CEO, STAFF"
    })
    void aTitleSpeaksForARank(String title, Seniority seniority) {
        assertThat(inference.seniority(title)).contains(seniority);
    }

    @Test
    void aTitleWithoutRankHasNone() {
        assertThat(inference.seniority("Colleague")).isEmpty();
    }
}
