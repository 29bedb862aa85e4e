package io.desirepath.gateway;

import io.desirepath.gateway.oidc.IdentityProvider;
import io.desirepath.testing.ServiceStores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test of the running gateway, with its real database and real servers where the services would be. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStores.class, initArgs = @ResourceArg(name = "database", value = "gateway"))
@QuarkusTestResource(Neighbours.class)
@QuarkusTestResource(IdentityProvider.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RunningGateway {}
