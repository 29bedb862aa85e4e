package io.desirepath.journey.activation.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.Feeds;
import io.desirepath.journey.activation.webhook.DeliveryQueue.Attempt;
import io.desirepath.journey.activation.webhook.PostgresClaims.Claim;
import io.desirepath.journey.activation.webhook.Receiver.Received;
import io.desirepath.journey.activation.webhook.Receiver.Reply;
import io.desirepath.journey.activation.webhook.domain.Answer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What receivers get, whatever they answer. */
@QuarkusTest
class DeliveryIT extends WebhookIT {

    @Inject
    DeliveryQueue queue;

    @Inject
    WebhookUpkeep upkeep;

    @Test
    void aChangeArrivesSignedAsACloudEventWithExactlyThePayloadOfTheFeed() throws Exception {
        Receiver receiver = receiver();
        JsonNode created = created(receiver.url(), "[\"hot\"]", false);
        UUID id = enter(HOT, "12583").getFirst();
        enter(COLD, "12583");
        eventually(() -> assertThat(receiver.received).hasSize(1));

        Received message = receiver.received.getFirst();
        assertThat(message.headers())
                .containsEntry("content-type", "application/cloudevents+json; charset=utf-8")
                .containsEntry("webhook-id", id.toString())
                .containsEntry(
                        "webhook-signature",
                        signature(message, created.path("secret").asText()));
        JsonNode event = message.event();
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("id").asText()).isEqualTo(id.toString());
        assertThat(event.path("type").asText()).isEqualTo("segment.entered");
        assertThat(event.path("source").asText()).isEqualTo("/v1/segments/hot");
        assertThat(event.path("subject").asText()).isEqualTo("12583");
        assertThat(event.has("backfill")).isFalse();
        assertThat(event.path("data"))
                .isEqualTo(
                        JSON.readTree(rows("SELECT payload FROM feed_memberships WHERE payload ->> 'id' = '" + id + "'")
                                .getFirst()));

        String webhook = created.at("/webhook/id").asText();
        eventually(() -> assertThat(deliveries(webhook, "?state=DELIVERED")).hasSize(1));
        JsonNode delivery = deliveries(webhook, "").get(0);
        assertThat(delivery.path("messageId").asText()).isEqualTo(id.toString());
        assertThat(delivery.path("accountId").asText()).isEqualTo("12583");
        assertThat(delivery.at("/attempts/0/status").asInt()).isEqualTo(204);
        assertThat(delivery.at("/attempts/0/latencyMs").isInt()).isTrue();
    }

    @Test
    void aMessageThatFailsIsSentAgainUnderItsIdAndHoldsBackThoseBehindIt() throws Exception {
        Receiver receiver = receiver();
        String webhook = webhook(receiver, "[\"*\"]", false);
        receiver.answers(message -> new Reply(500, Map.of("Retry-After", "3600"), "not \u001b now"));
        List<UUID> ids = enter(HOT, "A", "B", "C");
        eventually(() -> assertThat(deliveries(webhook, "?state=PENDING").findValuesAsText("status"))
                .containsExactly("500"));
        assertThat(receiver.ids()).containsExactly(ids.getFirst().toString());
        JsonNode first = deliveries(webhook, "").get(2);
        assertThat(first.at("/attempts/0/answer").asText()).isEqualTo("not \\u001b now");
        assertThat(Double.parseDouble(
                        rows("SELECT extract(epoch FROM next_at - now()) FROM webhook WHERE id = '" + webhook + "'")
                                .getFirst()))
                .as("Retry-After")
                .isBetween(3500.0, 3600.0);

        receiver.answers(200);
        timePasses();
        eventually(() -> assertThat(deliveries(webhook, "?state=DELIVERED")).hasSize(3));
        String a = ids.get(0).toString();
        assertThat(receiver.ids())
                .containsExactly(a, a, ids.get(1).toString(), ids.get(2).toString());
        assertThat(deliveries(webhook, "").get(2).path("attempts")).hasSize(2);
    }

    @Test
    void manyChangesArriveInOrderAndOnce() throws Exception {
        Receiver receiver = receiver();
        webhook(receiver, "[\"*\"]", false);
        List<String> changes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String[] accounts =
                    Stream.iterate(0, n -> n + 1).limit(15).map(n -> "N" + n).toArray(String[]::new);
            (i % 2 == 0 ? enter(HOT, accounts) : exit(HOT, accounts)).forEach(id -> changes.add(id.toString()));
        }
        eventually(() -> assertThat(receiver.received).hasSize(300));
        assertThat(receiver.ids()).isEqualTo(changes);
    }

    @Test
    void afterThreeDaysAMessageIsDeadAndTheQueueGoesOn() throws Exception {
        Receiver receiver = receiver();
        String webhook = webhook(receiver, "[\"*\"]", false);
        receiver.answers(
                message -> Reply.of(message.event().path("subject").asText().equals("poison") ? 400 : 204));
        List<UUID> ids = enter(HOT, "poison", "B");
        eventually(() -> assertThat(receiver.received).hasSize(1));
        eventually(() ->
                assertThat(deliveries(webhook, "").findValuesAsText("status")).hasSize(1));
        execute("UPDATE webhook_message SET first_attempt_at = now() - interval '73 hours' WHERE attempts > 0");
        timePasses();
        eventually(() -> assertThat(deliveries(webhook, "?state=DELIVERED")).hasSize(1));

        JsonNode dead = deliveries(webhook, "?state=DEAD");
        assertThat(dead.findValuesAsText("messageId"))
                .containsExactly(ids.getFirst().toString());
        receiver.answers(204);
        post("/v1/webhooks/" + webhook + "/deliveries/" + ids.getFirst() + "/redeliver", "")
                .statusCode(202);
        eventually(() -> assertThat(deliveries(webhook, "?state=DELIVERED")).hasSize(2));
        assertThat(receiver.ids().getLast()).isEqualTo(ids.getFirst().toString());
    }

    @Test
    void theHeadOfAQueueCanBeGivenUp() throws Exception {
        Receiver receiver = receiver();
        String webhook = webhook(receiver, "[\"*\"]", false);
        receiver.answers(
                message -> Reply.of(message.event().path("subject").asText().equals("poison") ? 400 : 204));
        List<UUID> ids = enter(HOT, "poison", "B");
        eventually(() ->
                assertThat(deliveries(webhook, "").findValuesAsText("status")).hasSize(1));
        String head = "/v1/webhooks/" + webhook + "/deliveries/" + ids.getFirst();
        post(head + "/skip", "").statusCode(200).body(containsString("SKIPPED"));
        eventually(() -> assertThat(deliveries(webhook, "?state=DELIVERED")).hasSize(1));
        post(head + "/skip", "").statusCode(409);
        post("/v1/webhooks/" + webhook + "/deliveries/" + UUID.randomUUID() + "/skip", "")
                .statusCode(404);
    }

    @Test
    void goneDisablesAndWhatWaitsGoesOnWhenItIsEnabled() throws Exception {
        Receiver receiver = receiver();
        String webhook = webhook(receiver, "[\"*\"]", false);
        receiver.answers(410);
        List<UUID> ids = enter(HOT, "A", "B");
        eventually(() -> assertThat(get("/v1/webhooks/" + webhook).path("state").asText())
                .isEqualTo("DISABLED"));
        assertThat(get("/v1/webhooks/" + webhook).path("disabledReason").asText())
                .contains("410");
        assertThat(receiver.received).hasSize(1);
        post("/v1/webhooks/" + webhook + "/test", "").statusCode(409);
        enter(HOT, "C");
        eventually(() -> assertThat(deliveries(webhook, "?state=PENDING")).hasSize(3));
        assertThat(receiver.received).hasSize(1);

        receiver.answers(204);
        post("/v1/webhooks/" + webhook + "/enable", "").statusCode(200).body(containsString("ENABLED"));
        eventually(() -> assertThat(deliveries(webhook, "?state=DELIVERED")).hasSize(3));
        assertThat(receiver.ids().subList(1, 3))
                .isEqualTo(ids.stream().map(UUID::toString).toList());
    }

    @Test
    void aRedirectIsAFailureAndIsNotFollowed() throws Exception {
        Receiver receiver = receiver();
        Receiver elsewhere = receiver();
        String webhook = webhook(receiver, "[\"*\"]", false);
        receiver.answers(message -> new Reply(307, Map.of("Location", elsewhere.url()), ""));
        enter(HOT, "A");
        eventually(() -> assertThat(deliveries(webhook, "?state=PENDING").findValuesAsText("error"))
                .containsExactly("redirects are not followed"));
        assertThat(elsewhere.received).isEmpty();
    }

    @Test
    void aReceiverThatDoesNotAnswerHoldsNobodyElseBack() throws Exception {
        Receiver slow = receiver();
        Receiver quick = receiver();
        slow.hold();
        webhook(slow, "[\"*\"]", false);
        webhook(quick, "[\"*\"]", false);
        for (int i = 0; i < 30; i++) {
            enter(HOT, "N" + i);
        }
        eventually(() -> assertThat(quick.received).hasSize(30));
        assertThat(slow.received).as("one at a time").hasSize(1);
    }

    @Test
    void ofAnEndlessAnswerOnlyTheBeginningIsKept() throws Exception {
        Receiver receiver = receiver();
        String webhook = webhook(receiver, "[\"*\"]", false);
        receiver.answers(message -> new Reply(200, Map.of(), "x".repeat(10_000_000)));
        enter(HOT, "A");
        eventually(() -> assertThat(deliveries(webhook, "?state=DELIVERED")).hasSize(1));
        assertThat(deliveries(webhook, "").at("/0/attempts/0/answer").asText()).hasSize(1024);
    }

    @Test
    void whileASecretIsReplacedBothSign() throws Exception {
        Receiver receiver = receiver();
        JsonNode created = created(receiver.url(), "[\"*\"]", false);
        String webhook = created.at("/webhook/id").asText();
        String old = created.path("secret").asText();
        String present = json(post("/v1/webhooks/" + webhook + "/rotate-secret", "")
                        .statusCode(200)
                        .extract()
                        .response())
                .path("secret")
                .asText();
        assertThat(present).startsWith("whsec_").isNotEqualTo(old);
        enter(HOT, "A");
        eventually(() -> assertThat(receiver.received).hasSize(1));
        Received both = receiver.received.getFirst();
        assertThat(both.headers().get("webhook-signature"))
                .isEqualTo(signature(both, present) + " " + signature(both, old));

        execute("UPDATE webhook_secret SET valid_until = now() WHERE valid_until <> 'infinity'");
        upkeep.run();
        enter(HOT, "B");
        eventually(() -> assertThat(receiver.received).hasSize(2));
        Received one = receiver.received.getLast();
        assertThat(one.headers().get("webhook-signature")).isEqualTo(signature(one, present));
        assertThat(count("webhook_secret")).isOne();
    }

    @Test
    void whoDiesBetweenSendingAndNotingLeavesTheMessageToTheNext() throws Exception {
        Receiver receiver = receiver();
        // Until its time has come nobody else claims it.
        String webhook = webhook(receiver, "[\"*\"]", false);
        execute("UPDATE webhook SET next_at = now() + interval '1 hour'");
        List<UUID> ids = enter(HOT, "A", "B");
        eventually(() -> assertThat(deliveries(webhook, "?state=PENDING")).hasSize(2));
        execute("UPDATE webhook SET next_at = '-infinity', lease_until = now() + interval '1 hour', fence = 7");
        Claim dead = new Claim(
                UUID.fromString(webhook), receiver.url(), 7, ids.getFirst(), "{}", 0, Duration.ZERO, List.of());
        assertThat(queue.claim(100)).as("somebody has it").isEmpty();

        execute("UPDATE webhook SET lease_until = now()");
        eventually(() -> assertThat(deliveries(webhook, "?state=DELIVERED")).hasSize(2));
        assertThat(receiver.ids()).isEqualTo(ids.stream().map(UUID::toString).toList());
        // What the dead one had to say comes too late to change anything.
        queue.finish(dead, new Attempt(Instant.now(), Duration.ZERO, Answer.failed("late")), false);
        assertThat(deliveries(webhook, "?state=DELIVERED")).hasSize(2);
        assertThat(deliveries(webhook, "").findValuesAsText("error")).isEmpty();
    }

    @Test
    void aFeedThatIsReadAgainFromItsBeginningTellsNothingTwice() throws Exception {
        Receiver receiver = receiver();
        String webhook = webhook(receiver, "[\"*\"]", false);
        enter(HOT, "A", "B");
        eventually(() -> assertThat(deliveries(webhook, "?state=DELIVERED")).hasSize(2));
        execute("UPDATE feed_cursor SET cursor = '' WHERE feed = 'webhooks'");
        exit(HOT, "A");
        eventually(() -> assertThat(deliveries(webhook, "?state=DELIVERED")).hasSize(3));
        assertThat(receiver.told())
                .containsExactly("segment.entered hot A", "segment.entered hot B", "segment.exited hot A");
    }

    @Test
    void onlyTheTypesThatAreWantedAreSent() throws Exception {
        Receiver receiver = receiver();
        post(
                        "/v1/webhooks",
                        "{\"url\":\"" + receiver.url() + "\",\"segments\":[\"*\"],\"types\":[\"" + Feeds.SEGMENT_EXITED
                                + "\"]}")
                .statusCode(201);
        enter(HOT, "A");
        exit(HOT, "A");
        eventually(() -> assertThat(receiver.told()).containsExactly("segment.exited hot A"));
    }

    @Test
    void aTestMessageSaysNothingAndArrives() throws Exception {
        Receiver receiver = receiver();
        String webhook = webhook(receiver, "[\"hot\"]", false);
        String message = json(post("/v1/webhooks/" + webhook + "/test", "")
                        .statusCode(202)
                        .extract()
                        .response())
                .path("messageId")
                .asText();
        eventually(() -> assertThat(receiver.ids()).containsExactly(message));
        assertThat(receiver.told()).containsExactly("webhook.test - " + webhook);
    }

    private static String signature(Received message, String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        String signed = message.id() + "." + message.headers().get("webhook-timestamp") + "." + message.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    }
}
