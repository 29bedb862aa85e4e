package io.desirepath.recommendation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.AccountProfile;
import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ActivityRecorded.OrderDetails;
import io.desirepath.contracts.ActivityRecorded.OrderLine;
import io.desirepath.contracts.ActivityRecorded.RecommendationFeedback;
import io.desirepath.contracts.ActivityRecorded.RecommendationFeedback.Action;
import io.desirepath.contracts.ActivityWithdrawn;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Consent;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ContactProfile;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.ProductId;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageBelief;
import io.desirepath.contracts.StageWithdrawn;
import io.desirepath.service.feed.FeedJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events as the owners of the feeds write them. */
public final class Feeds {

    private static final ObjectMapper JSON = FeedJson.MAPPER;

    private Feeds() {}

    /** An order line. */
    public static OrderLine line(String product, String name, long quantity, String price) {
        return new OrderLine(new ProductId(product), name, quantity, new BigDecimal(price));
    }

    public static FeedEvent order(String account, String message, Instant at, OrderLine... lines) {
        return activity(account, message, "Order Completed", at, details(message, false, lines), null);
    }

    public static FeedEvent refund(String account, String message, Instant at, OrderLine... lines) {
        return activity(account, message, "Order Refunded", at, details(message, true, lines), null);
    }

    public static FeedEvent viewed(String account, String message, Instant at, String product) {
        return activity(account, message, "Product Viewed", at, null, new ProductId(product));
    }

    /** @param position null if the event names the product only */
    public static FeedEvent feedback(
            String account,
            String message,
            Instant at,
            UUID recommendation,
            Action action,
            Integer position,
            String product) {
        ActivityRecorded activity = new ActivityRecorded(
                        new MessageId(message),
                        new AccountId(account),
                        null,
                        "Recommendation",
                        at,
                        at,
                        "web",
                        false,
                        null,
                        product == null ? null : new ProductId(product),
                        null)
                .about(new RecommendationFeedback(recommendation, action, position));
        return event(
                io.desirepath.contracts.Feeds.ACTIVITIES,
                io.desirepath.contracts.Feeds.ACTIVITY_RECORDED,
                account,
                activity);
    }

    /** A belief that has its whole mass on the stage. */
    public static FeedEvent belief(String account, Stage stage, long revision) {
        return belief(account, stage, revision, Map.of(stage, 1d));
    }

    public static FeedEvent belief(String account, Stage stage, long revision, Map<Stage, Double> some) {
        Map<Stage, Double> all = new EnumMap<>(Stage.class);
        Arrays.stream(Stage.values()).forEach(s -> all.put(s, some.getOrDefault(s, 0d)));
        Instant at = Instant.parse("2026-10-02T08:00:00Z");
        return event(
                io.desirepath.contracts.Feeds.STAGES,
                io.desirepath.contracts.Feeds.BELIEF_UPDATED,
                account,
                new StageBelief(new AccountId(account), stage, at, all, "stage-test-1", at, revision));
    }

    public static FeedEvent stageWithdrawn(String account, long revision) {
        return event(
                io.desirepath.contracts.Feeds.STAGES,
                io.desirepath.contracts.Feeds.STAGE_WITHDRAWN,
                account,
                new StageWithdrawn(new AccountId(account), revision));
    }

    public static FeedEvent profile(String account, String name, long revision) {
        return profileEvent(io.desirepath.contracts.Feeds.ACCOUNT_UPDATED, account, name, revision);
    }

    /** An account in groups and below a parent; null: not. */
    public static FeedEvent profile(
            String account, String country, String priceGroup, String catalogGroup, String parent, long revision) {
        return event(
                io.desirepath.contracts.Feeds.PROFILES,
                io.desirepath.contracts.Feeds.ACCOUNT_UPDATED,
                account,
                new AccountProfile(
                        new AccountId(account),
                        account,
                        country,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        parent == null ? null : new AccountId(parent),
                        priceGroup,
                        catalogGroup,
                        false,
                        revision));
    }

    public static FeedEvent deleted(String account, String name, long revision) {
        return profileEvent(io.desirepath.contracts.Feeds.ACCOUNT_DELETED, account, name, revision);
    }

    private static FeedEvent profileEvent(String type, String account, String name, long revision) {
        return event(
                io.desirepath.contracts.Feeds.PROFILES,
                type,
                account,
                new AccountProfile(
                        new AccountId(account),
                        name,
                        "GB",
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        false,
                        revision));
    }

    /** Somebody with a declared role, or a persona, or neither. */
    public static FeedEvent contact(
            String contact, String account, @Nullable BuyingRole role, @Nullable String persona, long revision) {
        return event(
                io.desirepath.contracts.Feeds.PROFILES,
                io.desirepath.contracts.Feeds.CONTACT_UPDATED,
                contact,
                new ContactProfile(
                        new ContactId(contact),
                        List.of(new AccountId(account)),
                        role,
                        role == null ? null : 1d,
                        null,
                        null,
                        Consent.UNKNOWN,
                        Consent.UNKNOWN,
                        Consent.UNKNOWN,
                        null,
                        persona == null ? null : new ContactProfile.AssignedPersona(persona, 1, 0.9),
                        false,
                        revision));
    }

    public static FeedEvent withdrawn(String account, String message) {
        return event(
                io.desirepath.contracts.Feeds.ACTIVITIES,
                io.desirepath.contracts.Feeds.ACTIVITY_WITHDRAWN,
                account,
                new ActivityWithdrawn(new MessageId(message), new AccountId(account), null, "Order Completed"));
    }

    private static OrderDetails details(String message, boolean refund, OrderLine... lines) {
        return new OrderDetails("order of " + message, refund, "GBP", List.of(lines));
    }

    private static FeedEvent activity(
            String account, String message, String event, Instant at, OrderDetails order, ProductId product) {
        return event(
                io.desirepath.contracts.Feeds.ACTIVITIES,
                io.desirepath.contracts.Feeds.ACTIVITY_RECORDED,
                account,
                new ActivityRecorded(
                        new MessageId(message),
                        new AccountId(account),
                        null,
                        event,
                        at,
                        at,
                        "web",
                        false,
                        order,
                        product,
                        null));
    }

    private static FeedEvent event(String feed, String type, String subject, Object data) {
        return new FeedEvent(
                UUID.randomUUID().toString(), "/feeds/" + feed, type, subject, Instant.EPOCH, JSON.valueToTree(data));
    }
}
