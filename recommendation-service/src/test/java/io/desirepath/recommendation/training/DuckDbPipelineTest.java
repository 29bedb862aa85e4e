package io.desirepath.recommendation.training;

import java.sql.SQLException;

class DuckDbPipelineTest extends PipelineEngineContract {

    @Override
    PipelineEngine engine() throws SQLException {
        return new DuckDbPipeline("256MB", 1);
    }
}
