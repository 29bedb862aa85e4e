package io.desirepath.recommendation.serving;

import io.desirepath.recommendation.candidate.ChampionFollower;
import io.desirepath.recommendation.candidate.domain.ModelLists;
import io.desirepath.recommendation.training.PostgresModels;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** The model that this pod serves with, as a detail of readiness. Without one the service answers too: always UP. */
@Readiness
@ApplicationScoped
public class ModelHealth implements HealthCheck {

    private final ChampionFollower champion;
    private final PostgresModels models;

    ModelHealth(ChampionFollower champion, PostgresModels models) {
        this.champion = champion;
        this.models = models;
    }

    @Override
    public HealthCheckResponse call() {
        ModelLists lists = champion.lists();
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("model")
                .up()
                .withData("trained", lists.version() != null)
                .withData("products", lists.productCount())
                .withData("complements", lists.complementCount());
        if (lists.version() != null) {
            answer.withData("version", lists.version());
        }
        try {
            answer.withData("ordersSince", models.orders().orders() - champion.orders());
        } catch (SQLException e) {
            // The database's own check says that it is away.
            answer.withData("ordersSince", "unknown");
        }
        return answer.build();
    }
}
