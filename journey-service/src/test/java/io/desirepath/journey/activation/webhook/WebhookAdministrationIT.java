package io.desirepath.journey.activation.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.ErasureRequested;
import io.desirepath.contracts.Feeds;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureTask;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may be sent to, what is shown, and what is forgotten. */
@QuarkusTest
class WebhookAdministrationIT extends WebhookIT {

    @Inject
    TestAddresses addresses;

    @Inject
    WebhookUpkeep upkeep;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.2/",
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://[fe80::1]/",
                "https://2130706434/",
                "https://0x7f000002/",
                "https://user:word@127.0.0.1/",
                "http://93.184.216.34/",
                "https://93.184.216.34:22/",
                "ftp://127.0.0.1/"
            })
    void whatMustNotBeSentToIsRefused(String url) {
        post("/v1/webhooks", "{\"url\":\"" + url + "\",\"segments\":[\"*\"]}")
                .statusCode(400)
                .body("detail", containsString("url: "));
        assertThat(count("webhook")).isZero();
    }

    @Test
    void aNameThatLeadsElsewhereLaterIsNotFollowedThere() throws Exception {
        Receiver receiver = receiver();
        addresses.mean("rebinds.example", "127.0.0.1", "127.0.0.2");
        String webhook = created("http://rebinds.example:" + receiver.port() + "/", "[\"*\"]", false)
                .at("/webhook/id")
                .asText();
        enter(HOT, "A");
        eventually(() -> assertThat(deliveries(webhook, "?state=PENDING").findValuesAsText("error"))
                .containsExactly("refused: the URL must be by https, to port 443 or one above 1023"));
        assertThat(receiver.received).isEmpty();
    }

    @Test
    void theConnectionIsMadeToTheAddressThatWasCheckedAndAsksForTheName() throws Exception {
        Receiver receiver = receiver();
        // Nobody else knows the name, so a second look-up would find nothing.
        addresses.mean("receiver.example", "127.0.0.1");
        created("http://receiver.example:" + receiver.port() + "/a?b=c", "[\"*\"]", false);
        enter(HOT, "A");
        eventually(() -> assertThat(receiver.received).hasSize(1));
        assertThat(receiver.received.getFirst().headers()).containsEntry("host", "receiver.example:" + receiver.port());
    }

    @Test
    void aSecretIsShownOnceAndNeverAgain() throws Exception {
        Receiver receiver = receiver();
        JsonNode created = created(receiver.url(), "[\"hot\",\"cold\"]", false);
        String secret = created.path("secret").asText();
        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        String path = "/v1/webhooks/" + created.at("/webhook/id").asText();
        for (String read : List.of("/v1/webhooks", path, path + "/deliveries")) {
            call().get(read).then().statusCode(200).body(not(containsString("whsec")), not(containsString("secret")));
        }
        assertThat(get("/v1/webhooks").at("/webhooks/0/segments").toString()).isEqualTo("[\"hot\",\"cold\"]");
        post(path + "/rotate-secret", "").statusCode(200).header("Cache-Control", equalTo("no-store"));
    }

    @Test
    void whatCannotBeUsedIsNamed() throws Exception {
        Receiver receiver = receiver();
        String url = "\"url\":\"" + receiver.url() + "\"";
        refused("{" + url + "}", "segments: ");
        refused("{" + url + ",\"segments\":[\"nobody\"]}", "segments: there is no segment 'nobody'");
        refused("{" + url + ",\"segments\":[\"*\",\"hot\"]}", "segments: ");
        refused("{" + url + ",\"segments\":[\"*\"],\"types\":[\"segment.left\"]}", "types: ");
        refused("{" + url + ",\"segments\":[\"*\"],\"types\":[\"segment.exited\"],\"backfill\":true}", "backfill: ");
        refused("{" + url + ",\"segments\":[\"*\"],\"colour\":1}", "colour");
        refused("{\"segments\":[\"*\"],\"url\":\"http://nobody.invalid/\"}", "url: the host is unknown");
        refused("", "JSON object");
        call().get("/v1/webhooks/" + UUID.randomUUID()).then().statusCode(404);
        call().get("/v1/webhooks/not-an-id").then().statusCode(404);
    }

    @Test
    void aWebhookIsReplacedListedInPagesAndDeletedWithAllThatWaits() throws Exception {
        Receiver before = receiver();
        Receiver after = receiver();
        before.answers(500);
        String webhook = webhook(before, "[\"*\"]", false);
        webhook(after, "[\"cold\"]", false);
        enter(HOT, "A");
        eventually(() -> assertThat(before.received).hasSize(1));
        call().contentType("application/json")
                .body("{\"url\":\"" + after.url() + "\",\"segments\":[\"hot\"],\"description\":\"ours\"}")
                .put("/v1/webhooks/" + webhook)
                .then()
                .statusCode(200)
                .body("description", equalTo("ours"));
        eventually(() ->
                assertThat(deliveries(webhook, "").findValuesAsText("status")).hasSize(1));
        timePasses();
        eventually(() -> assertThat(after.told()).containsExactly("segment.entered hot A"));

        JsonNode first = get("/v1/webhooks?pageSize=1");
        JsonNode second = get("/v1/webhooks?pageSize=1&pageToken="
                + first.path("nextPageToken").asText());
        assertThat(first.path("webhooks")).hasSize(1);
        assertThat(second.path("webhooks")).hasSize(1);
        assertThat(second.path("nextPageToken").isNull()).isTrue();

        call().delete("/v1/webhooks/" + webhook).then().statusCode(204);
        call().delete("/v1/webhooks/" + webhook).then().statusCode(404);
        call().get("/v1/webhooks/" + webhook + "/deliveries").then().statusCode(404);
        enter(HOT, "B");
        eventually(() -> {
            tidy();
            assertThat(rows("SELECT id FROM webhook")).hasSize(1);
        });
        assertThat(count("webhook_message")).isZero();
        assertThat(count("webhook_attempt")).isZero();
    }

    @Test
    void deliveriesComeInPagesAndOldOnesGo() throws Exception {
        Receiver receiver = receiver();
        String webhook = webhook(receiver, "[\"*\"]", false);
        List<String> ids =
                enter(HOT, "A", "B", "C").stream().map(Object::toString).toList();
        eventually(() -> assertThat(deliveries(webhook, "?state=DELIVERED")).hasSize(3));
        String path = "/v1/webhooks/" + webhook + "/deliveries?pageSize=2";
        JsonNode first = get(path);
        JsonNode second = get(path + "&pageToken=" + first.path("nextPageToken").asText());
        assertThat(first.path("deliveries").findValuesAsText("messageId")).containsExactly(ids.get(2), ids.get(1));
        assertThat(second.path("deliveries").findValuesAsText("messageId")).containsExactly(ids.get(0));
        call().get(path + "&state=LOST").then().statusCode(400);

        execute("UPDATE webhook_message SET finished_at = now() - interval '31 days' WHERE subject_id <> 'C'");
        upkeep.run();
        assertThat(deliveries(webhook, "").findValuesAsText("accountId")).containsExactly("C");
    }

    @Test
    void ofAnAccountThatIsForgottenOnlyItsExitsAreStillSentAndThenNothingIsLeft() throws Exception {
        Receiver receiver = receiver();
        receiver.answers(500);
        String webhook = webhook(receiver, "[\"*\"]", false);
        enter(HOT, "stays", "goes");
        exit(HOT, "goes");
        eventually(() -> {
            assertThat(deliveries(webhook, "?state=PENDING")).hasSize(3);
            assertThat(deliveries(webhook, "").findValuesAsText("status")).hasSize(1);
        });
        var task = new ErasureTask("e-1", ErasureRequested.Kind.ACCOUNT, "goes", List.of(), Instant.now());
        for (ErasureStep step : WebhookErasure.steps(task)) {
            QuarkusTransaction.requiringNew().call(() -> {
                try (Connection tx = database.getConnection()) {
                    return ((ErasureStep.Chunked) step).chunks().next(tx);
                }
            });
        }
        receiver.answers(204);
        timePasses();
        eventually(() -> assertThat(receiver.told()).contains(Feeds.SEGMENT_EXITED + " hot goes"));
        assertThat(receiver.told()).doesNotContain(Feeds.SEGMENT_ENTERED + " hot goes");
        eventually(() -> {
            tidy();
            assertThat(rows("SELECT subject_id FROM webhook_message")).containsExactly("stays");
        });
    }

    private void tidy() {
        try {
            upkeep.run();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void refused(String body, String detail) {
        post("/v1/webhooks", body).statusCode(400).body("detail", containsString(detail));
    }
}
