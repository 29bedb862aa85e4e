package io.desirepath.persona.buyinggroup;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.persona.buyinggroup.domain.RequiredRoles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** Reads {@code buyinggroup/required-roles.json}, where it stands whom each stage needs, and on whose authority. */
public class StageNeeds {

    private static final String RESOURCE = "/buyinggroup/required-roles.json";

    private record Content(String about, Map<Stage, Map<BuyingRole, String>> stages) {}

    @Produces
    @Singleton
    RequiredRoles requiredRoles() {
        return read();
    }

    static RequiredRoles read() {
        try (InputStream json = Objects.requireNonNull(StageNeeds.class.getResourceAsStream(RESOURCE))) {
            return new RequiredRoles(new ObjectMapper().readValue(json, Content.class).stages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
