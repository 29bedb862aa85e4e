package io.desirepath.service.drain;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.desirepath.testing.ServiceStores;
import io.desirepath.testing.Tokens;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** In an application of its own, which goes on draining when the test is done. */
@QuarkusTest
@TestProfile(DrainConnectionsIT.OwnApplication.class)
@QuarkusTestResource(value = ServiceStores.class, initArgs = @ResourceArg(name = "database", value = "defaults"))
class DrainConnectionsIT {

    public static class OwnApplication implements QuarkusTestProfile {}

    @Inject
    Event<ShutdownDelayInitiatedEvent> shutdown;

    @Test
    void fromSigtermOnAnswersAskCallersToLeave() {
        given().header("Authorization", Tokens.bearer("profiles"))
                .get("/v1/echo/a")
                .then()
                .statusCode(200)
                .header("Connection", nullValue());

        shutdown.fire(new ShutdownDelayInitiatedEvent());

        given().header("Authorization", Tokens.bearer("profiles"))
                .get("/v1/echo/a")
                .then()
                .statusCode(200)
                .header("Connection", equalTo("close"));
    }
}
