package io.desirepath.journey.segment;

import com.fasterxml.jackson.core.type.TypeReference;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.condition.Condition;
import io.desirepath.service.feed.FeedJson;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Sees that the segments of {@code segments/built-in.json} are there as they ship. */
@Singleton
class InstallBuiltInSegments {

    private static final String RESOURCE = "/segments/built-in.json";

    private final DefineSegments define;

    InstallBuiltInSegments(DefineSegments define) {
        this.define = define;
    }

    private record BuiltIn(String id, String name, String description, SegmentSubject subject, Condition condition) {}

    /** Before anybody is looked at. */
    void onStart(@Observes @Priority(1) StartupEvent start) {
        builtIn()
                .forEach(segment -> define.install(
                        segment.id(),
                        new SegmentDescription(
                                segment.name(), segment.description(), segment.subject(), segment.condition())));
    }

    private static List<BuiltIn> builtIn() {
        try (InputStream json = Objects.requireNonNull(InstallBuiltInSegments.class.getResourceAsStream(RESOURCE))) {
            return FeedJson.MAPPER.readValue(json, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
