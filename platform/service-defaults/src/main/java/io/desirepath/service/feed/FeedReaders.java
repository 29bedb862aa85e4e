package io.desirepath.service.feed;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Starts a reader for each projection of the service, stops them with it, and publishes their lag. */
@ApplicationScoped
public class FeedReaders {

    private final List<FeedReader> readers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final MeterRegistry metrics;

    FeedReaders(
            DataSource database,
            FeedClient client,
            FeedConfig config,
            FeedPages pages,
            @All List<ChangeFeed> own,
            @All List<FeedProjection> projections,
            MeterRegistry metrics) {
        this.metrics = metrics;
        for (FeedProjection projection : projections) {
            readers.add(new FeedReader(database, source(projection, config, client, pages, own), projection, config));
        }
    }

    private static FeedSource source(
            FeedProjection projection, FeedConfig config, FeedClient client, FeedPages pages, List<ChangeFeed> own) {
        URI owner = config.sources().get(projection.name());
        if (owner != null) {
            return new OtherFeed(client, owner, projection.feed());
        }
        return own.stream()
                .filter(feed -> feed.name().equals(projection.feed()))
                .map(feed -> new OwnFeed(pages, feed))
                .findAny()
                .orElseThrow(() ->
                        new IllegalStateException("desirepath.feed.sources." + projection.name() + " is not set"));
    }

    void start(@Observes StartupEvent event) {
        for (FeedReader reader : readers) {
            Tags tags = Tags.of("feed", reader.feed());
            metrics.gauge(
                    "desirepath.feed.lag.events", tags, reader, r -> r.lag().events());
            metrics.gauge(
                    "desirepath.feed.lag.seconds", tags, reader, r -> r.lag().seconds(Instant.now()));
            metrics.gauge(
                    "desirepath.feed.dead.letters", tags, reader, r -> r.lag().deadLetters());
            threads.add(Thread.ofVirtual().name("feed-reader-" + reader.feed()).start(reader));
        }
    }

    @PreDestroy
    void stop() {
        readers.forEach(FeedReader::stop);
        threads.forEach(Thread::interrupt);
    }

    List<FeedReader> readers() {
        return List.copyOf(readers);
    }
}
