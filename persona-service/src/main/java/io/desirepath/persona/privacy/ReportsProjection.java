package io.desirepath.persona.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.desirepath.contracts.ErasureDone;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.feed.UnappliableEventException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** From another service's feed {@code erasures_done}: what it has forgotten. */
final class ReportsProjection implements FeedProjection {

    private final String owner;
    private final Erasures erasures;

    ReportsProjection(String owner, Erasures erasures) {
        this.owner = owner;
        this.erasures = erasures;
    }

    @Override
    public String feed() {
        return Feeds.ERASURES_DONE;
    }

    @Override
    public String name() {
        return Feeds.ERASURES_DONE + "_" + owner;
    }

    @Override
    public void apply(Connection tx, List<FeedEvent> events) throws SQLException {
        for (FeedEvent event : events) {
            if (event.type().equals(Feeds.ERASURE_DONE)) {
                erasures.report(tx, read(event));
            }
        }
    }

    private static ErasureDone read(FeedEvent event) {
        try {
            return FeedJson.MAPPER.treeToValue(event.data(), ErasureDone.class);
        } catch (JsonProcessingException e) {
            throw new UnappliableEventException("not an erasure report: " + event.id());
        }
    }
}
