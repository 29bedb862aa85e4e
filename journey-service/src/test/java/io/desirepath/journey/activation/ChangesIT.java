package io.desirepath.journey.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.SegmentSubject;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ChangesIT extends ActivationIT {

    @BeforeEach
    void segments() {
        segment(HOT, SegmentSubject.ACCOUNT);
        segment("other", SegmentSubject.ACCOUNT);
    }

    @Test
    void changesComeInOrderWordForWord() {
        enter("other", "x");
        enter(HOT, "a", "b");
        exit(HOT, "a");

        JsonNode first = changes(HOT, "", "&limit=2");
        JsonNode rest = changes(HOT, first.at("/next").asText(), "");

        assertThat(said(first)).containsExactly("segment.entered a", "segment.entered b");
        assertThat(said(rest)).containsExactly("segment.exited a");
        assertThat(
                        rows(
                                "SELECT payload::text FROM feed_memberships WHERE payload ->> 'segmentId' = 'hot' ORDER BY seq"))
                .map(ChangesIT::parsed)
                .isEqualTo(List.of(first.at("/changes/0"), first.at("/changes/1"), rest.at("/changes/0")));
    }

    @Test
    void aQuietSegmentsCursorKeepsUpWithTheFeed() throws InterruptedException {
        enter(HOT, "a");
        String read = changes(HOT, "", "").at("/next").asText();
        enter("other", "x", "y", "z");
        String newest = rows("SELECT 1 || '.' || xid || '.' || seq FROM feed_memberships ORDER BY seq DESC LIMIT 1")
                .getFirst();

        eventually(() -> {
            JsonNode quiet = changes(HOT, read, "");
            assertThat(quiet.at("/changes")).isEmpty();
            assertThat(quiet.at("/next").asText()).endsWith(newest.substring(1)).isNotEqualTo(read);
        });
        enter(HOT, "b");
        assertThat(said(changes(
                        HOT, changes(HOT, read, "&limit=1&wait=5s").at("/next").asText(), "")))
                .isEmpty();
    }

    @Test
    void whoWaitsHearsAtOnceAndOnlyOfTheirSegment() throws Exception {
        String from = changes(HOT, "", "").at("/next").asText();
        CompletableFuture<JsonNode> waiting = CompletableFuture.supplyAsync(() -> changes(HOT, from, "&wait=25s"));
        Thread.sleep(500);
        enter("other", "x");
        Thread.sleep(500);
        assertThat(waiting).isNotDone();
        Instant entered = Instant.now();
        enter(HOT, "a");

        assertThat(said(waiting.get(20, TimeUnit.SECONDS))).containsExactly("segment.entered a");
        assertThat(Duration.between(entered, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(said(changes(HOT, from, "&wait=1s"))).hasSize(1);
    }

    @Test
    void whileOthersWriteNothingIsLostOrTold() throws Exception {
        int rounds = 60;
        List<String> expected = new ArrayList<>();
        List<String> read = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            Future<?> mine = executor.submit(() -> {
                for (int i = 0; i < rounds; i++) {
                    enter(HOT, "a" + i);
                    exit(HOT, "a" + i);
                }
            });
            List<Future<?>> others = new ArrayList<>();
            for (int w = 0; w < 2; w++) {
                String name = "w" + w + "-";
                others.add(executor.submit(() -> {
                    for (int i = 0; i < rounds; i++) {
                        enter("other", name + i);
                    }
                }));
            }
            // Open writes elsewhere hide what is committed for a while.
            others.add(executor.submit(() -> {
                for (int i = 0; i < rounds / 4; i++) {
                    in(tx -> {
                        tx.createStatement()
                                .execute("INSERT INTO segment_due (subject, subject_id, trigger)"
                                        + " VALUES ('ACCOUNT', 'nobody', 'TIME')");
                        pause(30);
                    });
                }
            }));
            String cursor = "";
            Instant deadline = Instant.now().plusSeconds(60);
            while (read.size() < 2 * rounds || !mine.isDone()) {
                assertThat(Instant.now()).isBefore(deadline);
                JsonNode page = changes(HOT, cursor, "&limit=3&wait=1s");
                read.addAll(said(page));
                cursor = page.at("/next").asText();
                assertThat(read.size()).isLessThanOrEqualTo(2 * rounds);
            }
            mine.get();
            for (Future<?> other : others) {
                other.get();
            }
        }
        for (int i = 0; i < rounds; i++) {
            expected.add("segment.entered a" + i);
            expected.add("segment.exited a" + i);
        }
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void whatWasRedactedIsPassedOver() {
        enter(HOT, "a", "b");
        write(
                "UPDATE feed_memberships SET type = 'redacted', aggregateid = 'e', payload = '{}' WHERE aggregateid = 'a'");

        assertThat(said(changes(HOT, "", ""))).containsExactly("segment.entered b");
    }

    @Test
    void aCursorOfAnEarlierLifeIsExpired() {
        call().get("/v1/segments/hot/changes?after=0.7.1")
                .then()
                .statusCode(410)
                .body("type", endsWith("/cursor-expired"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"after=x", "limit=0", "limit=1001", "wait=31s", "wait=soon"})
    void whatCannotBeReadIsRefused(String query) {
        call().get("/v1/segments/hot/changes?" + query).then().statusCode(400);
    }

    @Test
    void aSegmentThatIsNotThereOrGoingIsUnknown() {
        segment("going", SegmentSubject.ACCOUNT, "DELETING");

        for (String id : List.of("going", "none")) {
            for (String what : List.of("/changes", "/members")) {
                call().get("/v1/segments/" + id + what)
                        .then()
                        .statusCode(404)
                        .body("type", endsWith("/unknown-segment"));
            }
        }
    }

    private static List<String> said(JsonNode page) {
        List<String> said = new ArrayList<>();
        page.at("/changes")
                .forEach(change -> said.add(change.path("type").asText() + " "
                        + change.path("accountId").asText()));
        return said;
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
