package io.desirepath.recommendation.catalog.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.Api;
import io.desirepath.recommendation.Api.Answer;
import io.desirepath.recommendation.Projections;
import io.desirepath.recommendation.RecommendationProfile;
import io.desirepath.recommendation.catalog.content.domain.ContentItem;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Content items, from their declaration to serving. */
@QuarkusTest
@TestProfile(RecommendationProfile.class)
class ContentIT {

    private final Api api = new Api("admin");
    private final Projections projections;
    private final ContentFollower follower;

    ContentIT(Projections projections, ContentFollower follower) {
        this.projections = projections;
        this.follower = follower;
    }

    @BeforeEach
    void clear() throws Throwable {
        projections.clear();
    }

    @Test
    void anItemReachesServingAndLeavesItWhenItIsWithdrawnOrDeleted() throws Throwable {
        Answer created = api.put(
                "/v1/content/guide",
                "{\"type\":\"GUIDE\",\"title\":\"How to light a hall\",\"url\":\"https://shop.example/guide\","
                        + "\"language\":\"en-GB\",\"stages\":[\"CONSIDERATION\"],\"roles\":[\"DECIDER\"],"
                        + "\"personas\":[\"planner\"],\"families\":[\"Lamps\"],\"validUntil\":\"2026-12-01T00:00:00Z\"}");
        assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
        assertThat(created.text("/status")).isEqualTo("PUBLISHED");
        assertThat(created.text("/stages/0")).isEqualTo("CONSIDERATION");

        Projections.eventually(() -> {
            ContentItem item = follower.library().find("guide").orElseThrow(AssertionError::new);
            assertThat(item.stages()).isEqualTo(Set.of(Stage.CONSIDERATION));
            assertThat(item.roles()).isEqualTo(Set.of(BuyingRole.DECIDER));
        });
        assertThat(follower.library().validAt(Instant.parse("2026-11-30T23:59:59Z")))
                .hasSize(1);
        assertThat(follower.library().validAt(Instant.parse("2026-12-01T00:00:00Z")))
                .isEmpty();

        api.put(
                "/v1/content/guide",
                "{\"type\":\"GUIDE\",\"title\":\"How to light a hall\",\"status\":\"WITHDRAWN\"}",
                "If-Match",
                created.header("ETag"));
        Projections.eventually(() -> assertThat(follower.library().items()).isEmpty());
        assertThat(api.get("/v1/content/guide").text("/status")).isEqualTo("WITHDRAWN");
        assertThat(api.delete("/v1/content/guide").status()).isEqualTo(204);
        assertThat(api.get("/v1/content/guide").problem()).isEqualTo("404 unknown-content");
    }

    @Test
    void aFileOfItemsCanBeSentAgain() {
        String file = """
                {"id":"a","type":"ARTICLE","title":"On lamps"}
                {"id":"b","type":"ARTICLE"}
                {"id":"c","type":"WEBINAR","title":"Live","stages":["DECISION"]}
                """;
        Answer first = api.load("/v1/content", "application/x-ndjson", file);
        Answer again = api.load("/v1/content", "application/x-ndjson", file);

        assertThat(first.body().path("changed").asInt()).as("%s", first.body()).isEqualTo(2);
        assertThat(again.body().path("stored").asInt()).isEqualTo(2);
        assertThat(again.body().path("changed").asInt()).isZero();
        assertThat(again.body().path("rejects")).hasSize(1);
        assertThat(api.get("/v1/content").body().path("content")).hasSize(2);
        assertThat(api.load("/v1/content", "text/csv", "id\n").problem()).isEqualTo("415 unsupported-media-type");
    }
}
