package io.desirepath.journey.stage.training;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How stage models are learned and followed. */
@ConfigMapping(prefix = "desirepath.stage.models")
public interface TrainingConfig {

    /** How often a replica looks for another champion, and for journeys to walk again under it. Default 2s. */
    @WithDefault("2s")
    String poll();

    /**
     * The states that models tell apart: six-stages or seven-stages. After a change all journeys are walked again. Default
     * six-stages.
     */
    @WithDefault("six-stages")
    String taxonomy();

    /** Accounts that a model is learned from and measured on at most, a sample of all. Default 5000. */
    @WithDefault("5000")
    int accounts();

    /** Days before now that are kept for measuring a model against the champion, unless a call says otherwise. Default 60. */
    @WithDefault("60")
    int heldOutDays();

    /** Accounts whose history is read in one query. Default 50. */
    @WithDefault("50")
    int chunk();
}
