package io.desirepath.recommendation.training;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes the model anew without what was deleted from the orders it was made of. */
@ApplicationScoped
public class RebuildModel {

    private final TrainModel trainModel;

    RebuildModel(TrainModel trainModel) {
        this.trainModel = trainModel;
    }

    /**
     * Takes as long as a training. Not on a virtual thread: native code would pin its carrier.
     *
     * @return how many models were made: none if none was there
     * @throws SQLTransientException while another training is under way, which may have read what was deleted
     */
    public long rebuild() throws SQLException {
        var alone = new AtomicBoolean();
        Optional<TrainModel.Trained> trained = trainModel.trainIf(champion -> {
            alone.set(true);
            return champion.isPresent();
        });
        if (!alone.get()) {
            throw new SQLTransientException("a training is under way");
        }
        return trained.isPresent() ? 1 : 0;
    }

    /** Deletes what a training left on this machine that was killed before it could tidy up. */
    public long deleteLeftFiles() {
        return SpillFolders.deleteLeft();
    }
}
