package io.desirepath.persona.privacy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Erasure and export. */
@ConfigMapping(prefix = "desirepath.privacy")
public interface PrivacyConfig {

    /** The services that have to report before an erasure is complete. Default: all three that keep personal data. */
    @WithDefault("persona-service,journey-service,recommendation-service")
    List<String> services();

    /** How long backups are kept, an ISO 8601 duration; the receipt says when the last copy is gone. Default P30D. */
    @WithDefault("P30D")
    Duration backupRetention();

    /** Where the other parts of an export come from, by service. No default. */
    List<URI> exportSources();
}
