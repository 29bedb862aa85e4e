package io.desirepath.recommendation.ranking;

import io.desirepath.recommendation.ranking.domain.ContentPiece;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Where nobody keeps content. */
@DefaultBean
@ApplicationScoped
class EmptyShelf implements ContentShelf {

    @Override
    public List<ContentPiece> pieces() {
        return List.of();
    }
}
