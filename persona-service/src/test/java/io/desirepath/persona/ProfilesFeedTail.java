package io.desirepath.persona;

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

/** Reads what comes on the profiles feed from now on, over HTTP as another service does. */
public final class ProfilesFeedTail {

    private String cursor = "";

    public ProfilesFeedTail() {
        while (!page().isEmpty()) {}
    }

    /** Everything new, oldest first. */
    public List<FeedEvent> drain() {
        List<FeedEvent> all = new ArrayList<>();
        List<FeedEvent> page = page();
        while (!page.isEmpty()) {
            all.addAll(page);
            page = page();
        }
        return all;
    }

    /** Only what is about one test's own: personas of others are assigned in the background all the time. */
    public List<FeedEvent> drain(String prefix) {
        return drain().stream()
                .filter(event -> event.subject().startsWith(prefix))
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
