package io.desirepath.recommendation.training;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * {@code POST /internal/training}: trains now, and answers when the new model is the champion. On a worker thread:
 * native code would pin the carrier of a virtual one for as long as the training takes.
 */
@Path("/internal/training")
public class TrainingResource {

    private final TrainModel trainModel;

    TrainingResource(TrainModel trainModel) {
        this.trainModel = trainModel;
    }

    @POST
    @Blocking
    @Operation(hidden = true)
    public TrainModel.Trained train() throws SQLException {
        return trainModel
                .trainIf(champion -> true)
                .orElseThrow(() -> ProblemException.of(ProblemType.CONFLICT, "A training is under way"));
    }
}
