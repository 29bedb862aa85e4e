package io.desirepath.journey.identity;

import io.desirepath.journey.activity.domain.Move;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What follows when activities of the past count for somebody else; who records activities implements it. */
public interface Consequences {

    /** @param tx holds the locks of all accounts and contacts involved, and those of the persons */
    void follow(Connection tx, List<Move> moves, Instant now) throws SQLException;
}
