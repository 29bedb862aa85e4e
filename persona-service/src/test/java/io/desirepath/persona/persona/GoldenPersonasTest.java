package io.desirepath.persona.persona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.PersonaId;
import io.desirepath.contracts.condition.Facts.AccountFacts;
import io.desirepath.persona.persona.domain.Behaviour;
import io.desirepath.persona.persona.domain.ContactFacts;
import io.desirepath.persona.persona.domain.Likelihood;
import io.desirepath.persona.persona.domain.Likelihood.Reason;
import io.desirepath.persona.persona.domain.PersonaOdds;
import io.desirepath.persona.persona.domain.PersonaOdds.Candidate;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Five people and the five shipped personas. */
class GoldenPersonasTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");

    private final List<Candidate> personas = InstallDefaultPersonas.defaults().entrySet().stream()
            .map(e -> new Candidate(new PersonaId(e.getKey()), 1, e.getValue().scorecard()))
            .toList();

    @Test
    void aHeadOfProcurementWhoAsksForQuotes() {
        Likelihood best = best(person("Head of Procurement, EMEA", "Procurement", null)
                .doing("Quote Requested", "quote", 3)
                .facts());

        assertThat(best.persona()).hasToString("procurement-lead");
        assertThat(best.probability()).isGreaterThan(0.95);
        assertThat(best.evidence())
                .containsExactly(
                        new Reason(
                                "The title is one of procurement",
                                4.0,
                                List.of("The title 'Head of Procurement, EMEA' has 'procurement'")),
                        new Reason("Works in procurement", 2.5, List.of("The department is 'Procurement'")),
                        new Reason(
                                "Asks for quotes again and again",
                                1.2,
                                List.of("'Quote Requested' was seen 3 times in the last 180 days")));
    }

    @Test
    void aDesignEngineerWhoTestsSamples() {
        Likelihood best = best(person("Senior Design Engineer", "R&D", BuyingRole.INFLUENCER)
                .doing("Content Downloaded", "content", 4)
                .doing("Sample Ordered", "sample", 1)
                .facts());

        assertThat(best.persona()).hasToString("technical-evaluator");
        assertThat(best.probability()).isGreaterThan(0.95);
        assertThat(best.evidence())
                .extracting(Reason::says)
                .containsExactly(
                        "The title is a technical one",
                        "Works where products are designed or tested",
                        "Orders samples",
                        "Influences the buying group",
                        "Downloads documents");
    }

    @Test
    void anOwnerOfASmallCompanyWithAnApprovalLimit() {
        Likelihood best = best(person("Owner", null, null)
                .with("approvalLimit", 50_000L)
                .at(new AccountFacts("46.51", 12, "GB", null))
                .doing("Approval Granted", "approval", 1)
                .facts());

        assertThat(best.persona()).hasToString("budget-owner");
        assertThat(best.probability()).isGreaterThan(0.95);
        assertThat(best.evidence())
                .extracting(Reason::says)
                .containsExactly(
                        "The title comes with a budget",
                        "Answers approval requests",
                        "May approve large amounts",
                        "Leads a small company, where the owner decides");
        assertThat(best.evidence().getLast().because())
                .containsExactly("The title 'Owner' has 'owner'", "The account has 12 employees");
    }

    @Test
    void aMaintenanceTechnicianWhoAsksSupport() {
        Likelihood best = best(person("Maintenance Technician", "Maintenance", BuyingRole.USER)
                .doing("Support Ticket Opened", "support", 2)
                .doing("Requisition List Updated", "cart", 5)
                .facts());

        assertThat(best.persona()).hasToString("end-user");
        assertThat(best.probability()).isGreaterThan(0.95);
        assertThat(best.evidence())
                .extracting(Reason::says)
                .containsExactly(
                        "The title is one of hands-on work",
                        "Uses what is bought",
                        "Works where the product is used",
                        "Puts items on lists for others to order",
                        "Asks support for help");
    }

    @Test
    void aMaterialsPlannerWhoReordersAllTheTime() {
        Likelihood best = best(person("Materials Planner", "Supply Chain", null)
                .with("deliverySites", 3L)
                .doing("Order Completed", "order", 6)
                .doing("Signed In", "portal", 9)
                .facts());

        assertThat(best.persona()).hasToString("operations-planner");
        assertThat(best.probability()).isGreaterThan(0.95);
        assertThat(best.evidence())
                .extracting(Reason::says)
                .containsExactly(
                        "The title is one of planning or logistics",
                        "Works in operations or logistics",
                        "Orders again and again",
                        "Plans for several sites",
                        "Works in the portal");
    }

    @Test
    void somebodyOfWhomNothingIsKnownIsNoneOfThem() {
        PersonaOdds odds = PersonaOdds.of(personas, person(null, null, null).facts());

        assertThat(odds.best()).isNull();
        assertThat(odds.none()).isGreaterThan(0.75);
    }

    @Test
    void behaviourAloneMakesNobodyCertain() {
        PersonaOdds odds = PersonaOdds.of(
                personas,
                person(null, null, null).doing("Quote Requested", "quote", 9).facts());

        assertThat(odds.likelihoods().getFirst().persona()).hasToString("procurement-lead");
        assertThat(odds.likelihoods().getFirst().probability()).isCloseTo(0.13, within(0.02));
        assertThat(odds.best()).isNull();
    }

    @Test
    void everyShippedPersonaIsFullyDescribed() {
        assertThat(InstallDefaultPersonas.defaults())
                .containsOnlyKeys(
                        "procurement-lead", "technical-evaluator", "budget-owner", "end-user", "operations-planner")
                .allSatisfy((id, persona) -> {
                    assertThat(persona.summary()).isNotBlank();
                    assertThat(List.of(
                                    persona.goals(),
                                    persona.challenges(),
                                    persona.painPoints(),
                                    persona.motivations(),
                                    persona.behaviours(),
                                    persona.objections(),
                                    persona.decisionProcess(),
                                    persona.decisionCriteria(),
                                    persona.preferredTouchpoints(),
                                    persona.preferredContent()))
                            .allSatisfy(texts -> assertThat(texts).hasSizeGreaterThanOrEqualTo(3));
                    assertThat(persona.stageNeeds()).hasSize(6);
                });
    }

    private Likelihood best(ContactFacts facts) {
        return Objects.requireNonNull(PersonaOdds.of(personas, facts).best());
    }

    private static Person person(@Nullable String title, @Nullable String department, @Nullable BuyingRole role) {
        return new Person(new ContactFacts(role, null, department, title, Map.of(), List.of(), List.of(), TODAY));
    }

    private record Person(ContactFacts facts) {
        Person doing(String event, String touchpoint, long count) {
            var more = new java.util.ArrayList<>(facts.behaviour());
            more.add(new Behaviour(event, touchpoint, TODAY.minusDays(10), count));
            return changed(facts.traits(), facts.accounts(), more);
        }

        Person with(String trait, Object value) {
            var more = new java.util.HashMap<>(facts.traits());
            more.put(trait, value);
            return changed(more, facts.accounts(), facts.behaviour());
        }

        Person at(AccountFacts account) {
            return changed(facts.traits(), List.of(account), facts.behaviour());
        }

        private Person changed(Map<String, Object> traits, List<AccountFacts> accounts, List<Behaviour> behaviour) {
            return new Person(new ContactFacts(
                    facts.role(),
                    facts.seniority(),
                    facts.department(),
                    facts.title(),
                    traits,
                    accounts,
                    behaviour,
                    TODAY));
        }
    }
}
