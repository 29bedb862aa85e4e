package io.desirepath.local.sample;

import io.desirepath.contracts.Stage;
import java.util.List;
import java.util.Map;

/**
 * What an account in a stage does, orders aside, and on how many days in a hundred: the proportions that make the
 * sample's journeys plausible, not measurements of any merchant.
 */
final class Habits {

    /**
     * @param event its name in a Segment call
     * @param daysInHundred how often
     */
    record Habit(String event, double daysInHundred) {}

    private static final Map<Stage, List<Habit>> OF = Map.of(
            Stage.AWARENESS,
            List.of(
                    new Habit("Page Viewed", 8),
                    new Habit("Product Viewed", 4),
                    new Habit("Product List Viewed", 3),
                    new Habit("Products Searched", 4),
                    new Habit("Content Downloaded", 3),
                    new Habit("Webinar Attended", 1)),
            Stage.CONSIDERATION,
            List.of(
                    new Habit("Product Viewed", 20),
                    new Habit("Product List Viewed", 8),
                    new Habit("Page Viewed", 7),
                    new Habit("Products Searched", 15),
                    new Habit("Content Downloaded", 8),
                    new Habit("Products Compared", 6),
                    new Habit("Pricing Viewed", 4),
                    new Habit("Webinar Attended", 3),
                    new Habit("Sample Ordered", 1)),
            Stage.DECISION,
            List.of(
                    new Habit("Product Viewed", 30),
                    new Habit("Products Searched", 12),
                    new Habit("Pricing Viewed", 14),
                    new Habit("Quote Requested", 8),
                    new Habit("Quote Received", 7),
                    new Habit("Products Compared", 6),
                    new Habit("Content Downloaded", 5),
                    new Habit("Product Added", 5),
                    new Habit("Sample Ordered", 4)),
            Stage.PURCHASE,
            List.of(
                    new Habit("Product Viewed", 30),
                    new Habit("Product Added", 28),
                    new Habit("Checkout Started", 22),
                    new Habit("Quote Received", 4),
                    new Habit("Pricing Viewed", 4),
                    new Habit("Portal Visited", 4)),
            Stage.RETENTION,
            List.of(
                    new Habit("Portal Visited", 10),
                    new Habit("Product Viewed", 8),
                    new Habit("Products Searched", 5),
                    new Habit("Support Ticket Opened", 3),
                    new Habit("Survey Answered", 0.5)),
            Stage.ADVOCACY,
            List.of(
                    new Habit("Portal Visited", 10),
                    new Habit("Product Viewed", 10),
                    new Habit("Review Submitted", 6),
                    new Habit("Referral Made", 4),
                    new Habit("Content Downloaded", 2)),
            Stage.DORMANT,
            List.of(new Habit("Page Viewed", 0.5)));

    private Habits() {}

    static List<Habit> of(Stage stage) {
        return OF.getOrDefault(stage, List.of());
    }
}
