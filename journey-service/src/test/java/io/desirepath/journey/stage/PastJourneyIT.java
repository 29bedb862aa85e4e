package io.desirepath.journey.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.journey.JourneyServiceIT;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PastJourneyIT extends JourneyServiceIT {

    /** Long enough that the answer starts at a checkpoint, not at the beginning. */
    @Test
    void aPastMomentIsAnsweredAsIfNothingHadComeAfterIt() {
        for (int i = 0; i < 120; i++) {
            String name = i % 7 == 0 ? "Quote Requested" : "Product Viewed";
            batch(event("m-" + i, name, "A", "ann", daysAgo(200 - i), "{}"));
            if (i < 106) {
                // What B has done ends where A is asked about.
                batch(event("b-" + i, name, "B", "ann", daysAgo(200 - i), "{}"));
            }
        }
        Instant then = daysAgo(95).plus(5, ChronoUnit.HOURS);
        JsonNode past = get("/v1/accounts/A/journey?at=" + then);
        JsonNode asIfThenWereTheEnd = get("/v1/accounts/B/journey?at=" + then);

        assertThat(past.path("computedAt").asText()).isEqualTo(then.toString());
        for (String field :
                new String[] {"stage", "since", "probabilities", "against", "exposure", "orderWithin30Days"}) {
            assertThat(past.path(field)).as(field).isEqualTo(asIfThenWereTheEnd.path(field));
        }
        assertThat(past.path("probabilities"))
                .isNotEqualTo(get("/v1/accounts/A/journey").path("probabilities"));
        assertThat(past.path("evidence").findValuesAsText("at"))
                .isNotEmpty()
                .allMatch(at -> !Instant.parse(at).isAfter(then));
        assertThat(past.path("evidence").size())
                .isEqualTo(asIfThenWereTheEnd.path("evidence").size());
        assertThat(past.has("knownAt")).isFalse();
    }

    @Test
    void thePresentAsOfAMomentAgoIsThePresent() {
        for (int i = 0; i < 100; i++) {
            batch(event("m-" + i, "Product Viewed", "A", "ann", daysAgo(110 - i), "{}"));
        }
        JsonNode now = get("/v1/accounts/A/journey");
        JsonNode same =
                get("/v1/accounts/A/journey?at=" + now.path("computedAt").asText());

        assertThat(same).isEqualTo(now);
    }

    @Test
    void onlyWhatHadArrivedCounts() throws SQLException {
        batch(event("view", "Product Viewed", "A", daysAgo(40)));
        batch(order("order", "A", daysAgo(30), 1));
        execute("UPDATE activity SET received_at = at + interval '1 minute' WHERE message_id = 'view'");
        execute("UPDATE activity SET received_at = at + interval '20 days' WHERE message_id = 'order'");
        Instant then = daysAgo(29);

        JsonNode today = get("/v1/accounts/A/journey?at=" + then);
        JsonNode asKnownThen = get("/v1/accounts/A/journey?at=" + then + "&knownAt=" + then);

        assertThat(today.path("stage").asText()).isIn("PURCHASE", "RETENTION");
        assertThat(asKnownThen.path("stage").asText()).isEqualTo("AWARENESS");
        assertThat(asKnownThen.path("evidence").findValuesAsText("messageId")).containsExactly("view");
        assertThat(asKnownThen.path("knownAt").asText()).isEqualTo(then.toString());
        assertThat(get("/v1/accounts/A/journey?knownAt=" + then)).isEqualTo(asKnownThen);
        JsonNode knownLater = get("/v1/accounts/A/journey?at=" + then + "&knownAt=" + daysAgo(9));
        assertThat(knownLater.path("probabilities")).isEqualTo(today.path("probabilities"));
        call().get("/v1/accounts/A/journey?knownAt=" + daysAgo(41))
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/unknown-account"));
    }

    @Test
    void aMomentThatCannotBeAnsweredSaysWhy() {
        batch(event("view", "Product Viewed", "A", daysAgo(40)));

        refused("at=" + Instant.now().plusSeconds(600), "at: must not lie ahead");
        refused("knownAt=" + Instant.now().plusSeconds(600), "knownAt: must not lie ahead");
        refused("at=yesterday", "at: an RFC 3339 time");
        for (String before : new String[] {daysAgo(41).toString(), "-4000-01-01T00:00:00Z", "1969-01-01T00:00:00Z"}) {
            call().get("/v1/accounts/A/journey?at=" + before)
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("/problems/unknown-account"))
                    .body("detail", containsString("had happened by"));
        }
        call().get("/v1/accounts/A/journey?at=" + daysAgo(40)).then().statusCode(200);
        call().get("/v1/accounts/nobody/journey?at=" + daysAgo(1)).then().statusCode(404);
    }

    private static void refused(String query, String detail) {
        call().get("/v1/accounts/A/journey?" + query)
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("detail", containsString(detail));
    }
}
