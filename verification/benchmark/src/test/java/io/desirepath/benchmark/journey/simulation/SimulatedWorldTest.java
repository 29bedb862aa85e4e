package io.desirepath.benchmark.journey.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.journey.stage.domain.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedWorldTest {

    @Test
    void eventsComeAtTheRateOfTheirStage() {
        var world = SimulatedWorld.of(Scenario.A, 1, 0, 400);

        double rate = events(world, Stage.RETENTION, Mark.PORTAL) / days(world, Stage.RETENTION);

        assertThat(rate).isCloseTo(.1, within(.01));
    }

    @Test
    void burstsKeepTheMeanRateButComeOnFewerDays() {
        var bursts = new Scenario("bursts", 0, 1, 1, 0, 3, false);
        var world = SimulatedWorld.of(bursts, 1, 0, 400);

        assertThat(events(world, Stage.CONSIDERATION, Mark.PAGE_VIEW) / days(world, Stage.CONSIDERATION))
                .isCloseTo(.35, within(.04));
        assertThat(world.oracle().rate(Stage.CONSIDERATION, Mark.PAGE_VIEW))
                .isCloseTo(1 - Math.exp(-.35 / 3), within(1e-12));
    }

    @Test
    void staysLastAsLongAsTheirMeanSays() {
        var world = SimulatedWorld.of(Scenario.A, 2, 0, 1000);
        double ended = world.test().stream()
                .mapToLong(account -> account.stays().stream()
                        .limit(account.stays().size() - 1L)
                        .filter(stay -> stay.stage() == Stage.PURCHASE)
                        .count())
                .sum();

        assertThat(days(world, Stage.PURCHASE) / ended).isCloseTo(14, within(1.5));
    }

    @Test
    void theSameSeedMakesTheSameWorldAndAnotherSeedAnother() {
        var world = SimulatedWorld.of(Scenario.B, 3, 1, 2);

        assertThat(SimulatedWorld.of(Scenario.B, 3, 1, 2).test()).isEqualTo(world.test());
        assertThat(SimulatedWorld.of(Scenario.B, 4, 1, 2).test()).isNotEqualTo(world.test());
    }

    @Test
    void questionsLieAtMidnightsOfTheSecondMonthOrLater() {
        List<SimulatedWorld.Question> questions =
                SimulatedWorld.of(Scenario.C, 1, 0, 20).questions();

        assertThat(questions)
                .hasSize(100)
                .allSatisfy(question -> assertThat(Duration.between(SimulatedWorld.DAY_ZERO, question.at())
                                .toDays())
                        .isBetween(60L, 359L));
        assertThat(questions)
                .allSatisfy(question -> assertThat(question.truth())
                        .isEqualTo(question.account().stageAt(question.at())));
    }

    @Test
    void personsJoinOverTimeAndRestOnWeekends() {
        var world = SimulatedWorld.of(Scenario.D, 1, 0, 200);
        List<Observation> all = world.test().stream()
                .flatMap(account -> account.observations().stream())
                .toList();
        long weekend = all.stream()
                .filter(one ->
                        one.at().atZone(java.time.ZoneOffset.UTC).getDayOfWeek().getValue() > 5)
                .count();

        assertThat(all).allSatisfy(one -> assertThat(one.person()).isNotNull());
        assertThat((double) weekend / all.size()).isCloseTo(2 * .2 / 7, within(.01));
    }

    private static double events(SimulatedWorld world, Stage stage, Mark mark) {
        return world.test().stream()
                .mapToLong(account -> account.observations().stream()
                        .filter(one -> one.mark() == mark && account.stageAt(one.at()) == stage)
                        .count())
                .sum();
    }

    private static double days(SimulatedWorld world, Stage stage) {
        Instant end = SimulatedWorld.DAY_ZERO.plus(Duration.ofDays(SimulatedWorld.DAYS));
        double days = 0;
        for (SimulatedAccount account : world.test()) {
            for (int i = 0; i < account.stays().size(); i++) {
                SimulatedAccount.Stay stay = account.stays().get(i);
                Instant until = i + 1 < account.stays().size()
                        ? account.stays().get(i + 1).from()
                        : end;
                if (stay.stage() == stage) {
                    days += Duration.between(stay.from(), until).toMinutes() / 1440.0;
                }
            }
        }
        return days;
    }
}
