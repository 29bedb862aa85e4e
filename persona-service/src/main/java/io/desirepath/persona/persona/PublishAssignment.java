package io.desirepath.persona.persona;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/** Tells the readers of contacts' profiles that their personas changed. Whoever owns those profiles implements it. */
public interface PublishAssignment {

    /**
     * Called in the transaction of the assignment, which holds the contacts' locks.
     *
     * @param contacts whose persona, its version or its probability is another now
     */
    void changed(Connection tx, Collection<String> contacts) throws SQLException;
}
