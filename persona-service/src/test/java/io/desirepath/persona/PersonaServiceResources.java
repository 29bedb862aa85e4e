package io.desirepath.persona;

import io.desirepath.testing.ServiceStores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

/** What every integration test of the module runs with. */
@QuarkusTestResource(value = ServiceStores.class, initArgs = @ResourceArg(name = "database", value = "persona"))
@QuarkusTestResource(FakeJourney.class)
public final class PersonaServiceResources {
    private PersonaServiceResources() {}
}
