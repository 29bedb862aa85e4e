package io.desirepath.journey.activation.workflow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How workflows are run. */
@ConfigMapping(prefix = "desirepath.workflows")
public interface WorkflowConfig {

    /** How often it is looked whether a step is due. Default 1 s. */
    @WithDefault("1s")
    Duration every();

    /** Steps that a pod takes at the same time, at most. Default 16. */
    @WithDefault("16")
    int inFlight();

    /** How long runs are kept after their end. Default 90 days. */
    @WithDefault("90D")
    Duration keep();

    /** How e-mail is sent. */
    Mail mail();

    /** The rest of it (port, credentials, TLS) is {@code quarkus.mailer.*}. */
    interface Mail {

        /** The mail server's name. Default none: workflows cannot send e-mail. */
        Optional<String> host();

        /** The address that e-mails come from. Default none: workflows cannot send e-mail. */
        Optional<String> from();

        /** Domains whose addresses may be written to, exactly as they are. Default none, and then nobody may. */
        Optional<List<String>> allowedDomains();

        /** How long sending an e-mail may take. Default 30 s. */
        @WithDefault("30s")
        Duration timeout();
    }
}
