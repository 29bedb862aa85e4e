package io.desirepath.persona.buyinggroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.persona.buyinggroup.domain.Engagement;
import io.desirepath.persona.buyinggroup.domain.MemberStatus;
import io.desirepath.persona.buyinggroup.domain.RequiredRoles;
import io.desirepath.persona.buyinggroup.domain.RequiredRoles.MissingRole;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BuyingGroupRulesTest {

    private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-06-30");
    private static final Duration MONTH = Duration.ofDays(30);

    private final Engagement engagement = new Engagement(Duration.ofDays(14), 5);
    private final RequiredRoles required = StageNeeds.read();

    @Test
    void nobodyWhoIsAwayIsEngaged() {
        assertThat(engagement.of(List.of(), NOW)).isZero();
    }

    @Test
    void aDayCountsHalfAfterTheHalfLife() {
        assertThat(engagement.of(List.of(TODAY), NOW)).isCloseTo(1 - Math.exp(-1 / 5.0), within(1e-12));
        assertThat(engagement.of(List.of(TODAY.minusDays(14)), NOW)).isCloseTo(1 - Math.exp(-0.5 / 5), within(1e-12));
    }

    @Test
    void whoComesEveryDayIsNearlyFullyEngaged() {
        List<LocalDate> days = IntStream.range(0, 60).mapToObj(TODAY::minusDays).toList();

        assertThat(engagement.of(days, NOW)).isGreaterThan(0.95).isLessThan(1);
    }

    @Property(tries = 200)
    void anotherDayNeverLowersAndTimeNeverRaisesIt(
            @ForAll @Size(max = 20) Set<@IntRange(max = 200) Integer> ages, @ForAll @IntRange(max = 200) int another) {
        List<LocalDate> days = ages.stream().map(TODAY::minusDays).toList();
        double before = engagement.of(days, NOW);

        List<LocalDate> more = java.util.stream.Stream.concat(
                        days.stream(), java.util.stream.Stream.of(TODAY.minusDays(another)))
                .distinct()
                .toList();

        assertThat(before).isBetween(0.0, 1.0);
        assertThat(engagement.of(more, NOW)).isGreaterThanOrEqualTo(before);
        assertThat(engagement.of(days, NOW.plus(Duration.ofDays(3)))).isLessThanOrEqualTo(before);
    }

    @Test
    void somebodyIsNewThenActiveThenQuiet() {
        assertThat(status(NOW.minus(Duration.ofDays(5)), NOW)).isEqualTo(MemberStatus.NEW);
        assertThat(status(NOW.minus(Duration.ofDays(31)), NOW)).isEqualTo(MemberStatus.ACTIVE);
        assertThat(status(NOW.minus(Duration.ofDays(90)), NOW.minus(Duration.ofDays(31))))
                .isEqualTo(MemberStatus.QUIET);
        assertThat(status(NOW.minus(MONTH), NOW.minus(MONTH))).isEqualTo(MemberStatus.NEW);
        assertThat(MemberStatus.of(null, null, NOW, MONTH, MONTH)).isNull();
    }

    @Test
    void anAccountInDecisionWithoutAnApproverShowsTheGap() {
        List<MissingRole> missing =
                required.missing(Stage.DECISION, Map.of(BuyingRole.DECIDER, 1.0, BuyingRole.BUYER, 0.9), 0.5);

        assertThat(missing)
                .containsExactly(new MissingRole(BuyingRole.APPROVER, "Nobody involved can release the money."));
    }

    @Test
    void aVagueGuessDoesNotFillAGap() {
        List<MissingRole> missing =
                required.missing(Stage.PURCHASE, Map.of(BuyingRole.APPROVER, 0.41, BuyingRole.BUYER, 0.5), 0.5);

        assertThat(missing).singleElement().satisfies(gap -> {
            assertThat(gap.role()).isEqualTo(BuyingRole.APPROVER);
            assertThat(gap.why()).endsWith("confidence of 0.41 only.");
        });
    }

    @Test
    void everyStageNeedsSomebody() {
        for (Stage stage : Stage.values()) {
            assertThat(required.missing(stage, Map.of(), 0.5)).as(stage.name()).isNotEmpty();
        }
    }

    private static MemberStatus status(Instant first, Instant last) {
        return MemberStatus.of(first, last, NOW, MONTH, MONTH);
    }
}
