package io.desirepath.persona;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.desirepath.contracts.AccountProfile;
import io.desirepath.contracts.ContactProfile;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.testing.Tokens;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads what comes on the profiles feed from now on, over HTTP as another service does. */
public final class ProfilesFeedTail {

    private String cursor = "";

    public ProfilesFeedTail() {
        drain();
    }

    /**
     * Everything new, oldest first, or only what is about subjects that begin so: personas of others are assigned in the
     * background all the time. The feed hides what is newer than any open transaction, so it is read until something shows
     * that was written afterwards.
     */
    public List<FeedEvent> drain(String... prefixes) {
        String end = "the tail's end " + UUID.randomUUID();
        Api.put(Api.account(end), "{}").then().statusCode(201);
        List<FeedEvent> all = new ArrayList<>();
        do {
            List<FeedEvent> page = page();
            assertThat(page).as("the feed goes on").isNotEmpty();
            all.addAll(page);
        } while (!all.removeIf(event -> event.subject().equals(end)));
        return all.stream()
                .filter(event -> prefixes.length == 0 || Stream.of(prefixes).anyMatch(event.subject()::startsWith))
                .toList();
    }

    public static AccountProfile account(FeedEvent event) {
        return data(event, AccountProfile.class);
    }

    public static ContactProfile contact(FeedEvent event) {
        return data(event, ContactProfile.class);
    }

    private static <T> T data(FeedEvent event, Class<T> type) {
        try {
            return FeedJson.MAPPER.treeToValue(event.data(), type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private List<FeedEvent> page() {
        Response response = RestAssured.given()
                .header("Authorization", Tokens.serviceBearer())
                .queryParam("after", cursor)
                .queryParam("wait", "10s")
                .get("/internal/feeds/profiles");
        response.then().statusCode(200);
        cursor = response.header(FeedEvent.NEXT_CURSOR_HEADER);
        try {
            return FeedJson.MAPPER.readValue(response.asString(), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
