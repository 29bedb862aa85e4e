package io.desirepath.recommendation.feedback;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ActivityWithdrawn;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.recommendation.accountcontext.AccountContexts;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.feed.UnappliableEventException;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.LivingEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * From the feed {@code activities}, with a bookmark of its own: what became of recommendations, and orders that name them.
 */
@ApplicationScoped
public class FeedbackProjection implements FeedProjection {

    private final PostgresFeedback feedback;
    private final AccountContexts contexts;
    private final LivingEvents living;

    FeedbackProjection(PostgresFeedback feedback, AccountContexts contexts, LivingEvents living) {
        this.feedback = feedback;
        this.contexts = contexts;
        this.living = living;
    }

    @Override
    public String feed() {
        return Feeds.ACTIVITIES;
    }

    @Override
    public String name() {
        return "feedback";
    }

    @Override
    public void lock(Connection tx, List<FeedEvent> events) throws SQLException {
        ErasureLock.shared(tx);
    }

    @Override
    public void apply(Connection tx, List<FeedEvent> all) throws SQLException {
        List<ActivityRecorded> recorded = new ArrayList<>();
        for (FeedEvent event : living.ofActivity(
                tx, all.stream().filter(FeedbackProjection::matters).toList())) {
            if (event.type().equals(Feeds.ACTIVITY_WITHDRAWN)) {
                feedback.add(tx, recorded);
                recorded.clear();
                feedback.remove(tx, read(event, ActivityWithdrawn.class));
            } else {
                recorded.add(read(event, ActivityRecorded.class));
            }
        }
        feedback.add(tx, recorded);
    }

    @Override
    public void committed(List<FeedEvent> events) {
        Set<String> accounts = events.stream()
                .filter(FeedbackProjection::isFeedback)
                .map(FeedEvent::subject)
                .collect(Collectors.toSet());
        if (!accounts.isEmpty()) {
            contexts.changed(accounts);
        }
    }

    private static boolean matters(FeedEvent event) {
        return switch (event.type()) {
            case Feeds.ACTIVITY_WITHDRAWN -> true;
            case Feeds.ACTIVITY_RECORDED ->
                isFeedback(event) || event.data().path("order").isObject();
            default -> false;
        };
    }

    private static boolean isFeedback(FeedEvent event) {
        return event.type().equals(Feeds.ACTIVITY_WITHDRAWN)
                || event.data().path("recommendation").isObject();
    }

    private static <T> T read(FeedEvent event, Class<T> type) {
        try {
            return FeedJson.MAPPER.treeToValue(event.data(), type);
        } catch (JsonProcessingException e) {
            throw new UnappliableEventException("not a " + type.getSimpleName(), e);
        }
    }
}
