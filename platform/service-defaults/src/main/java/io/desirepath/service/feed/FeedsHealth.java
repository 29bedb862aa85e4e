package io.desirepath.service.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Lag as a detail of readiness. Being behind is no reason to be taken out of service, so this is always UP. */
@Readiness
@ApplicationScoped
public class FeedsHealth implements HealthCheck {

    private final FeedReaders readers;

    FeedsHealth(FeedReaders readers) {
        this.readers = readers;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("feeds").up();
        for (FeedReader reader : readers.readers()) {
            FeedLag lag = reader.lag();
            answer.withData(reader.feed() + ".role", lag.role())
                    .withData(reader.feed() + ".lagEvents", lag.events())
                    .withData(reader.feed() + ".lagSeconds", Math.round(lag.seconds(Instant.now())))
                    .withData(reader.feed() + ".deadLetters", lag.deadLetters());
        }
        return answer.build();
    }
}
