package io.desirepath.journey.activation.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.journey.activation.webhook.Receiver.Received;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A new destination is told who is there, then what changes. */
@QuarkusTest
class BackfillIT extends WebhookIT {

    @Inject
    WebhookUpkeep upkeep;

    @Inject
    WebhooksProjection projection;

    @Test
    void presentMembersComeFirstAndThenWhatChanges() throws Exception {
        enter(HOT, "A", "B");
        enter(COLD, "C");
        exit(HOT, "B");
        Receiver receiver = receiver();
        JsonNode created = created(receiver.url(), "[\"hot\"]", true);
        assertThat(created.at("/webhook/backfill/state").asText()).isEqualTo("RUNNING");
        String webhook = created.at("/webhook/id").asText();
        eventually(() -> assertThat(
                        get("/v1/webhooks/" + webhook).at("/backfill/state").asText())
                .isEqualTo("DONE"));
        exit(HOT, "A");
        eventually(() -> assertThat(receiver.told())
                .containsExactly("segment.entered hot A", "webhook.backfilled - " + webhook, "segment.exited hot A"));
        JsonNode first = receiver.received.getFirst().event();
        assertThat(first.path("backfill").asBoolean()).isTrue();
        assertThat(first.path("id").asText()).isEqualTo(first.at("/data/id").asText());
        assertThat(first.at("/data/reason/text").asText()).isEqualTo("Asked for a quote");
        assertThat(receiver.received.get(1).event().at("/data/members").asInt()).isOne();
        assertThat(get("/v1/webhooks/" + webhook).at("/backfill/told").asInt()).isOne();
    }

    @Test
    void whileMembersChangeAllTheTimeNothingIsMissedRepeatedOrInverted() throws Exception {
        var random = new Random(7);
        List<String> people = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            people.add("N%04d".formatted(i));
        }
        Set<String> hot = new HashSet<>(people.subList(0, 560));
        Set<String> cold = new HashSet<>(people.subList(330, 700));
        enter(HOT, hot.toArray(String[]::new));
        enter(COLD, cold.toArray(String[]::new));
        Receiver receiver = receiver();
        var stop = new AtomicBoolean();
        Thread changing = Thread.ofVirtual().start(() -> {
            while (!stop.get()) {
                toggle(HOT, hot, people.get(random.nextInt(700)));
                toggle(COLD, cold, people.get(random.nextInt(700)));
                // Not faster than they can be sent: a backfill waits while much waits.
                LockSupport.parkNanos(20_000_000);
            }
        });
        try {
            String webhook = webhook(receiver, "[\"*\"]", true);
            eventually(() -> assertThat(
                            get("/v1/webhooks/" + webhook).at("/backfill/state").asText())
                    .isEqualTo("DONE"));
        } finally {
            stop.set(true);
            changing.join();
        }
        toggle(HOT, hot, "last");
        eventually(() -> assertThat(receiver.told()).contains("segment.entered hot last"));

        assertThat(new HashSet<>(receiver.ids())).as("each once").hasSize(receiver.received.size());
        Map<String, Set<String>> told = new HashMap<>(Map.of(HOT, new HashSet<>(), COLD, new HashSet<>()));
        int live = 0;
        for (Received message : receiver.received) {
            String type = message.event().path("type").asText();
            Set<String> members = told.get(message.event().at("/data/segmentId").asText());
            String who = message.event().path("subject").asText();
            if (type.equals("segment.entered")) {
                assertThat(members.add(who))
                        .as("%s enters and was outside", who)
                        .isTrue();
            } else if (type.equals("segment.exited")) {
                assertThat(members.remove(who))
                        .as("%s exits and was inside", who)
                        .isTrue();
            }
            live += message.event().has("backfill") ? 0 : 1;
        }
        assertThat(told).containsEntry(HOT, hot).containsEntry(COLD, cold);
        assertThat(live).as("changes that came meanwhile").isGreaterThan(1);
    }

    @Test
    void whoWaitsForTooMuchIsDisabledAndNeedsABackfill() throws Exception {
        Receiver receiver = receiver();
        receiver.answers(500);
        String webhook = webhook(receiver, "[\"*\"]", false);
        enter(HOT, "A", "B");
        eventually(() -> assertThat(deliveries(webhook, "?state=PENDING")).hasSize(2));
        execute("UPDATE webhook_message SET queued_at = now() - interval '31 days'");
        upkeep.run();
        JsonNode disabled = get("/v1/webhooks/" + webhook);
        assertThat(disabled.path("state").asText()).isEqualTo("DISABLED");
        assertThat(disabled.path("missed").asBoolean()).isTrue();
        UUID missed = exit(HOT, "A").getFirst();
        eventually(() -> assertThat(rows("SELECT f.cursor FROM feed_cursor f WHERE feed = 'webhooks'"
                        + " AND split_part(f.cursor, '.', 2)::xid8 >= (SELECT max(xid) FROM feed_memberships)"))
                .hasSize(1));
        assertThat(deliveries(webhook, "").findValuesAsText("messageId")).doesNotContain(missed.toString());

        post("/v1/webhooks/" + webhook + "/enable", "").statusCode(409);
        receiver.answers(204);
        post("/v1/webhooks/" + webhook + "/enable", "{\"backfill\":true}").statusCode(200);
        eventually(() -> assertThat(receiver.told()).contains("webhook.backfilled - " + webhook));
        assertThat(receiver.told()
                        .subList(receiver.told().size() - 2, receiver.told().size()))
                .containsExactly("segment.entered hot B", "webhook.backfilled - " + webhook);
        eventually(() -> assertThat(deliveries(webhook, "?state=SKIPPED")).hasSize(2));
        assertThat(get("/v1/webhooks/" + webhook).path("missed").asBoolean()).isFalse();
    }

    @Test
    void aRestoredDatabaseTellsEverybodyEverythingAnew() throws Exception {
        enter(HOT, "A");
        Receiver receiver = receiver();
        String webhook = webhook(receiver, "[\"*\"]", false);
        QuarkusTransaction.requiringNew().run(() -> {
            try (var tx = database.getConnection()) {
                projection.restart(tx);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
        eventually(() -> assertThat(receiver.told())
                .containsExactly("segment.entered hot A", "webhook.backfilled - " + webhook));
    }

    private void toggle(String segment, Set<String> members, String who) {
        if (members.remove(who)) {
            exit(segment, who);
        } else {
            members.add(who);
            enter(segment, who);
        }
    }
}
