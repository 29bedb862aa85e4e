package io.desirepath.journey.activity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How changes of the vocabulary spread. */
@ConfigMapping(prefix = "desirepath.vocabulary")
public interface VocabularyConfig {

    /** How often each pod looks for a changed mapping, and for history to rewrite, a duration such as {@code 2s}. Default 2s. */
    @WithDefault("2s")
    String poll();

    /**
     * How long after a change its history is rewritten: longer than what is being recorded by the mapping before can take.
     * Default 15s.
     */
    @WithDefault("15s")
    Duration settle();

    /** Activities of an event that are rewritten in one transaction, but for the last account whole. Default 500. */
    @WithDefault("500")
    int chunk();
}
