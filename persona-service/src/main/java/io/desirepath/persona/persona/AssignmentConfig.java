package io.desirepath.persona.persona;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How contacts are assigned to personas in the background. */
@ConfigMapping(prefix = "desirepath.persona.assignment")
public interface AssignmentConfig {

    /** How often changed facts and personas are looked for, a duration; {@code off}. Default 1s. */
    @WithDefault("1s")
    String every();

    /** Contacts assigned in one transaction. Default 200. */
    @WithDefault("200")
    int chunk();

    /** When activity that is too old is forgotten and all contacts are assigned anew, a cron expression in UTC; {@code off}. Default 02:20. */
    @WithDefault("0 20 2 * * ?")
    String nightly();

    /** Whether the shipped personas that have never existed are installed at start. Default true. */
    @WithDefault("true")
    boolean installDefaults();
}
