package io.desirepath.recommendation.ranking;

import io.desirepath.recommendation.ranking.domain.ContentPiece;
import java.util.List;

/** The content that may be recommended, from memory. */
public interface ContentShelf {

    List<ContentPiece> pieces();
}
