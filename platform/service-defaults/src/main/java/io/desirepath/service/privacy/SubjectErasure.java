package io.desirepath.service.privacy;

import io.desirepath.contracts.ErasureDone.StoreReport;
import io.desirepath.contracts.ErasureRequested;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** How a service forgets. */
public interface SubjectErasure {

    /** Visitors who were the contact and nobody else, as far as this service knows. */
    default Set<String> visitors(Connection tx, ErasureRequested request) throws SQLException {
        return Set.of();
    }

    /** What there is to do, in order. Asked for anew after every interruption. */
    List<ErasureStep> steps(ErasureTask task);

    /** Everything is done: says so, in the transaction in which the task loses its ids. */
    void finish(Connection tx, ErasureTask task, List<StoreReport> stores) throws SQLException;
}
