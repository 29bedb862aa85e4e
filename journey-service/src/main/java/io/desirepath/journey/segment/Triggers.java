package io.desirepath.journey.segment;

import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MembershipChanged.Trigger;
import java.util.List;

/** Why somebody is looked at, where there are several reasons. */
final class Triggers {

    /** What says most comes first. */
    private static final List<Trigger> ORDER = List.of(
            Trigger.STAGE, Trigger.ACTIVITY, Trigger.PROFILE, Trigger.REORDER, Trigger.DEFINITION, Trigger.TIME);

    private Triggers() {}

    static Trigger first(Trigger one, Trigger other) {
        return ORDER.indexOf(one) <= ORDER.indexOf(other) ? one : other;
    }

    /** A belief that changed without its stage is told with the activity that changed it. */
    static Trigger of(String eventType) {
        return switch (eventType) {
            case Feeds.STAGE_TRANSITIONED, Feeds.STAGE_WITHDRAWN -> Trigger.STAGE;
            default -> Trigger.ACTIVITY;
        };
    }
}
