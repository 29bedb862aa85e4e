package io.desirepath.journey.segment;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.condition.ActivityCondition;
import io.desirepath.contracts.condition.AllCondition;
import io.desirepath.contracts.condition.AnyCondition;
import io.desirepath.contracts.condition.BeliefCondition;
import io.desirepath.contracts.condition.Condition;
import io.desirepath.contracts.condition.CountryCondition;
import io.desirepath.contracts.condition.EmployeesCondition;
import io.desirepath.contracts.condition.NotCondition;
import io.desirepath.contracts.condition.PersonaCondition;
import io.desirepath.contracts.condition.PersonaInGroupCondition;
import io.desirepath.contracts.condition.PurchaseProbabilityCondition;
import io.desirepath.contracts.condition.ReorderCondition;
import io.desirepath.contracts.condition.RoleCondition;
import io.desirepath.contracts.condition.RoleInGroupCondition;
import io.desirepath.contracts.condition.SegmentCondition;
import io.desirepath.contracts.condition.StageCondition;
import io.desirepath.contracts.condition.TimeInStageCondition;
import io.desirepath.contracts.condition.TransitionCondition;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Definitions at random, of every kind of condition. */
final class RandomSegments {

    static final List<String> EVENTS =
            List.of("Page Viewed", "Quote Requested", "Content Downloaded", "Order Completed", "Unheard Of");

    private final Random random;

    RandomSegments(Random random) {
        this.random = random;
    }

    /** @param others ids of segments that it may be made of */
    Condition condition(SegmentSubject subject, int depth, List<String> others) {
        return switch (depth == 0 ? 3 : random.nextInt(6)) {
            case 0 -> new AllCondition(several(subject, depth, others));
            case 1 -> new AnyCondition(several(subject, depth, others));
            case 2 -> new NotCondition(condition(subject, depth - 1, others));
            default -> leaf(subject, others);
        };
    }

    private List<Condition> several(SegmentSubject subject, int depth, List<String> others) {
        return Stream.generate(() -> condition(subject, depth - 1, others))
                .limit(1 + random.nextInt(3))
                .toList();
    }

    private Condition leaf(SegmentSubject subject, List<String> others) {
        return switch (random.nextInt(subject == SegmentSubject.CONTACT ? 14 : 12)) {
            case 0 -> new StageCondition(List.of(stage(), stage()));
            case 1 -> new BeliefCondition(stage(), random.nextInt(1, 9) / 10.0, null);
            case 2 ->
                new TimeInStageCondition(1 + random.nextInt(20), random.nextBoolean() ? 21 + random.nextInt(9) : null);
            case 3 -> new TransitionCondition(List.of(stage(), stage()), null, 1 + random.nextInt(30));
            case 4 -> new TransitionCondition(null, List.of(stage()), 1 + random.nextInt(90));
            case 5 -> new PurchaseProbabilityCondition(random.nextInt(1, 5) / 10.0, null);
            case 6 ->
                new ActivityCondition(
                        random.nextBoolean() ? null : EVENTS.get(random.nextInt(EVENTS.size())),
                        random.nextInt(4) == 0 ? "web" : null,
                        1 + random.nextInt(3),
                        1 + random.nextInt(30));
            case 7 -> new RoleInGroupCondition(List.of(role(), role()));
            case 8 -> new PersonaInGroupCondition(List.of("buyer"), 0.6);
            case 9 ->
                new ReorderCondition(
                        random.nextBoolean() ? ReorderCondition.State.OVERDUE : ReorderCondition.State.LAPSED, null);
            case 10 -> random.nextBoolean() ? new CountryCondition(List.of("DE")) : new EmployeesCondition(50, null);
            case 11 ->
                others.isEmpty()
                        ? new StageCondition(List.of(stage()))
                        : new SegmentCondition(others.get(random.nextInt(others.size())));
            case 12 -> new RoleCondition(List.of(role()));
            default -> new PersonaCondition(List.of("buyer"), 0.5);
        };
    }

    Stage stage() {
        return Stage.values()[random.nextInt(Stage.values().length)];
    }

    BuyingRole role() {
        return BuyingRole.values()[random.nextInt(BuyingRole.values().length)];
    }
}
