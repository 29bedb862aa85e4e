package io.desirepath.local.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.Stage;
import io.desirepath.local.imports.ImportEvent;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes up the touchpoints of one account: its people, its days, what they look at. Each record says {@code synthetic}. */
final class SimulatedAccount {

    private static final Set<String> ABOUT_A_PRODUCT = Set.of(
            "Product Viewed",
            "Product Added",
            "Sample Ordered",
            "Quote Requested",
            "Quote Received",
            "Review Submitted");

    private final String account;
    private final List<String> products;
    private final Instant end;
    private final SplittableRandom random;
    private final int contacts;
    private final List<ImportEvent> events = new ArrayList<>();

    /**
     * @param products what its people look at
     * @param end nothing happens after it
     * @param seed of everything random here, together with the account's id
     */
    SimulatedAccount(String account, List<String> products, Instant end, long seed) {
        this.account = account;
        this.products = products;
        this.end = end;
        this.random = new SplittableRandom(seed * 31 + account.hashCode());
        this.contacts = 1 + random.nextInt(5);
    }

    List<ImportEvent> events() {
        return events;
    }

    /** True with this probability. */
    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Between the two, the second excluded. */
    int between(int least, int most) {
        return random.nextInt(least, most);
    }

    /**
     * Lives through whole days in a stage.
     *
     * @param activity how busy compared with {@link Habits}
     */
    void live(Stage stage, Instant from, Instant to, double activity) {
        LocalDate last = to.atOffset(ZoneOffset.UTC).toLocalDate();
        for (LocalDate day = from.atOffset(ZoneOffset.UTC).toLocalDate(); day.isBefore(last); day = day.plusDays(1)) {
            // What would happen at weekends happens on the other days.
            double weight = day.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue() ? 0 : 7 / 5.0;
            for (Habits.Habit habit : Habits.of(stage)) {
                if (chance(habit.daysInHundred() / 100 * activity * weight)) {
                    at(atWork(day), habit.event());
                }
            }
        }
    }

    /** One touchpoint; nothing if it were after the end. */
    void at(Instant time, String event) {
        at(time, event, products.get(random.nextInt(products.size())));
    }

    void at(Instant time, String event, String product) {
        if (time.isAfter(end)) {
            return;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", "track");
        json.put("messageId", "touch:" + account + ":" + events.size());
        json.put("event", event);
        json.put("userId", "contact-" + account + "-" + (1 + random.nextInt(contacts)));
        json.put("timestamp", time.toString());
        ObjectNode context = json.putObject("context").put("groupId", account).put("synthetic", true);
        context.putObject("library").put("name", "desire-path-simulator");
        describe(event, product, json.putObject("properties").put("synthetic", true));
        events.add(new ImportEvent(time, 0, json));
    }

    private void describe(String event, String product, ObjectNode properties) {
        if (ABOUT_A_PRODUCT.contains(event)) {
            properties.put("product_id", product);
        }
        switch (event) {
            case "Products Searched" -> properties.put("query", product.substring(0, 5));
            case "Products Compared" ->
                properties
                        .putArray("products")
                        .add(JsonNodeFactory.instance.objectNode().put("product_id", product));
            case "Review Submitted" -> properties.put("rating", 4 + random.nextInt(2));
            case "Survey Answered" -> properties.put("score", random.nextInt(5));
            default -> {}
        }
    }

    private Instant atWork(LocalDate day) {
        return day.atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .plus(Duration.ofSeconds(random.nextInt(8 * 3600, 18 * 3600)));
    }
}
