package io.desirepath.journey.activation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.journey.activation.domain.MemberChoice;
import io.desirepath.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Files of members while others write, and while nobody reads them. */
@QuarkusTest
class SnapshotIT extends ActivationIT {

    private static final int MANY = 100_000;

    @Inject
    ReadMembers read;

    @Test
    void whileItStreamsASnapshotStaysAsItWasAndItsCursorLeadsToAllTheRest() throws Exception {
        segment(HOT, SegmentSubject.ACCOUNT);
        segment("other", SegmentSubject.ACCOUNT);
        fill(HOT, 20_000, "");
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            Future<?> writer = executor.submit(() -> moveAbout(done));
            try {
                for (int round = 0; round < 3; round++) {
                    HttpURLConnection file = open("application/x-ndjson", HOT + "/members?fields=accountId");
                    Set<String> members = new HashSet<>();
                    try (BufferedReader lines = lines(file)) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            assertThat(members.add(
                                            JSON.readTree(line).at("/accountId").asText()))
                                    .isTrue();
                        }
                    }
                    if (round == 2) {
                        done.set(true);
                        writer.get();
                    }
                    follow(file.getHeaderField("Changes-Cursor"), members, round == 2);
                }
            } finally {
                done.set(true);
            }
        }
    }

    @Test
    void whoMovesBetweenTheCursorAndTheRowsComesWithTheChanges() throws Exception {
        segment(HOT, SegmentSubject.ACCOUNT);
        enter(HOT, "early");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        List<String> cursors = new ArrayList<>();

        MemberChoice choice = MemberChoice.of(SegmentSubject.ACCOUNT, null, "accountId", null);
        read.write(HOT, choice, MemberFile.Format.NDJSON, file, state -> {
            cursors.add(state.cursor());
            enter(HOT, "late");
            exit(HOT, "early");
        });

        assertThat(file.toString(StandardCharsets.UTF_8)).isEqualTo("{\"accountId\":\"early\"}\n");
        Set<String> members = new TreeSet<>(Set.of("early"));
        follow(cursors.getFirst(), members, true);
        assertThat(members).containsExactly("late");
    }

    /** Applies all changes: each has to fit, and at the end the members are those of the database. */
    private void follow(String cursor, Set<String> members, boolean toTheEnd) throws InterruptedException {
        String next = cursor;
        JsonNode page;
        do {
            page = changes(HOT, next, "&limit=1000&wait=1s");
            apply(page, members);
            next = page.at("/next").asText();
        } while (!page.at("/changes").isEmpty() && toTheEnd);
        if (toTheEnd) {
            assertThat(new TreeSet<>(members))
                    .isEqualTo(new TreeSet<>(rows("SELECT subject_id FROM segment_member WHERE segment_id = 'hot'")));
        }
    }

    private void moveAbout(AtomicBoolean done) {
        Random random = new Random(7);
        Set<String> inside = new HashSet<>();
        for (int n = 0; !done.get(); n++) {
            String who = "moving " + random.nextInt(40);
            List<Move> moves = new ArrayList<>();
            moves.add(new Move(HOT, who, inside.add(who)));
            if (!moves.getFirst().enters()) {
                inside.remove(who);
            }
            moves.add(new Move("other", "n" + n, true));
            move(moves);
        }
    }

    @Test
    void whatNobodyReadsIsNotKeptInMemoryAndOnlyAFewFilesAreWrittenAtATime() throws Exception {
        segment(HOT, SegmentSubject.ACCOUNT);
        fill(HOT, MANY, "x".repeat(1000));
        long before = usedHeap();
        List<HttpURLConnection> files = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                files.add(open("text/csv", HOT + "/members?fields=accountId,reason"));
                assertThat(files.getLast().getResponseCode()).isEqualTo(200);
            }
            HttpURLConnection fifth = open("text/csv", HOT + "/members");
            assertThat(fifth.getResponseCode()).isEqualTo(503);
            assertThat(fifth.getHeaderField("Retry-After")).isEqualTo("5");
            Thread.sleep(1000);
            // Four files of 100 MB each.
            assertThat(usedHeap() - before).isLessThan(60L << 20);

            long read = 0;
            try (BufferedReader lines = lines(files.getFirst())) {
                while (lines.readLine() != null) {
                    read++;
                }
            }
            assertThat(read).isEqualTo(MANY + 1);
        } finally {
            files.forEach(HttpURLConnection::disconnect);
        }
        eventually(() -> assertThat(status(HOT + "/members?fields=accountId")).isEqualTo(200));
    }

    private static int status(String path) {
        try {
            HttpURLConnection file = open("text/csv", path);
            int status = file.getResponseCode();
            if (status == 200) {
                file.getInputStream().readAllBytes();
            }
            return status;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void fill(String segment, int members, String text) throws SQLException {
        execute("INSERT INTO segment_member SELECT '%s', 'account ' || n, now(), json_build_object('text', '%s')"
                        .formatted(segment, text)
                + " FROM generate_series(1, " + members + ") n");
    }

    private static HttpURLConnection open(String type, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://localhost:" + RestAssured.port + "/v1/segments/" + path)
                        .toURL()
                        .openConnection();
        connection.setRequestProperty("Authorization", Tokens.bearer("segments"));
        connection.setRequestProperty("Accept", type);
        return connection;
    }

    private static BufferedReader lines(HttpURLConnection file) throws IOException {
        InputStream body = file.getInputStream();
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    private static long usedHeap() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
