package io.desirepath.recommendation.serving;

/** Is told of every list that is answered; not of previews. Must be quick, and must not fail. */
public interface ServedSlates {

    void served(Slate slate);
}
