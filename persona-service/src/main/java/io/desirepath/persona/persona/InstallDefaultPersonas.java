package io.desirepath.persona.persona;

import com.fasterxml.jackson.core.type.TypeReference;
import io.desirepath.contracts.PersonaId;
import io.desirepath.service.feed.FeedJson;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Gives a new installation personas to begin with. One that a merchant has changed or archived stays as the merchant left
 * it.
 */
@Singleton
public class InstallDefaultPersonas {

    private static final Logger LOG = Logger.getLogger(InstallDefaultPersonas.class);
    private static final String RESOURCE = "/personas/b2b-defaults.json";

    private final DescribePersona describePersona;
    private final AssignmentConfig config;

    InstallDefaultPersonas(DescribePersona describePersona, AssignmentConfig config) {
        this.describePersona = describePersona;
        this.config = config;
    }

    void onStart(@Observes StartupEvent start) {
        if (config.installDefaults()) {
            defaults().forEach((id, persona) -> {
                if (describePersona.install(new PersonaId(id), persona)) {
                    LOG.infof("Installed the persona '%s'", id);
                }
            });
        }
    }

    static Map<String, PersonaDescription> defaults() {
        try (InputStream json = Objects.requireNonNull(InstallDefaultPersonas.class.getResourceAsStream(RESOURCE))) {
            return FeedJson.MAPPER.readValue(json, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
