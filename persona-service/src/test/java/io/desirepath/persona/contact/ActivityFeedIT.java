package io.desirepath.persona.contact;

import static io.desirepath.persona.Activities.activity;
import static io.desirepath.persona.Activities.event;
import static io.desirepath.persona.Activities.named;
import static io.desirepath.persona.Api.account;
import static io.desirepath.persona.Api.call;
import static io.desirepath.persona.Api.contact;
import static io.desirepath.persona.Api.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.persona.FakeJourney;
import io.desirepath.persona.ProfilesFeedTail;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ActivityFeedIT {

    private static final Instant AT = Instant.parse("2021-05-05T05:05:05Z");

    FakeJourney journey;

    @Test
    void activityThatJourneyServesBecomesStubs() throws Exception {
        journey.publish(event(named("h-acme", "Acme over HTTP", "h-ann", AT)));

        await(account("h-acme"));
        call().get(account("h-acme")).then().body("name", equalTo("Acme over HTTP"));
        call().get(contact("h-ann")).then().body("accountIds", contains("h-acme"));
    }

    @Test
    void anEventThatCannotBeReadHoldsUpOnlyItsAccount() throws Exception {
        journey.publish(event(activity("h-before", null, AT)));
        journey.publish(new FeedEvent(
                UUID.randomUUID().toString(),
                "/feeds/activities",
                Feeds.ACTIVITY_RECORDED,
                "h-broken",
                AT,
                JsonNodeFactory.instance.textNode("not an activity")));
        journey.publish(event(activity("h-broken", null, AT)));
        journey.publish(event(activity("h-after", null, AT)));

        await(account("h-after"));
        call().get(account("h-before")).then().statusCode(200);
        call().get(account("h-broken")).then().statusCode(404);
    }

    @Test
    void theReaderAndTheApiTellOfAContactInOrder() throws Exception {
        ProfilesFeedTail feed = new ProfilesFeedTail();

        for (int i = 0; i < 60; i++) {
            journey.publish(event(activity("h-race-" + i, "h-racer", AT)));
            put(contact("h-racer"), "{\"name\": \"" + i + "\"}").then().statusCode(lessThan(202));
        }

        await(account("h-race-59"));
        List<Long> revisions = feed.drain().stream()
                .filter(event -> event.subject().equals("h-racer"))
                .map(event -> ProfilesFeedTail.contact(event).revision())
                .toList();
        assertThat(revisions).hasSizeGreaterThan(60).isSorted().doesNotHaveDuplicates();
    }

    private static void await(String path) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (call().get(path).statusCode() != 200) {
            assertThat(Instant.now()).as("%s appears", path).isBefore(deadline);
            Thread.sleep(50);
        }
    }
}
