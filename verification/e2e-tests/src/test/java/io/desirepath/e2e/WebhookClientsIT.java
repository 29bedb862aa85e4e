package io.desirepath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.local.launch.Service;
import io.desirepath.testing.RequiresTool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent to webhooks is what receivers' own libraries, standardwebhooks and cloudevents, take. */
@RequiresTool("npm")
class WebhookClientsIT {

    private static final Path CLIENTS = Path.of("clients").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Suite suite = Suite.get();
    private final String account = "hook-" + UUID.randomUUID();
    private Process node;
    private BufferedReader said;

    @BeforeEach
    void listen() throws Exception {
        SegmentClientsIT.install();
        node = new ProcessBuilder("node", "receiver.mjs")
                .directory(CLIENTS.toFile())
                .redirectError(Path.of("target", "receiver.log").toFile())
                .start();
        said = node.inputReader();
    }

    @AfterEach
    void stop() {
        node.destroy();
    }

    @Test
    void theLibrariesVerifyAndReadWhatIsSentAlsoWhileTheSecretIsReplaced() throws Exception {
        int port = next().path("port").asInt();
        JsonNode created = suite.post(
                        suite.local.env().adminKey(),
                        "/v1/webhooks",
                        "application/json",
                        "{\"url\":\"http://127.0.0.1:" + port + "/hooks\",\"segments\":[\"*\"]}")
                .expect(201)
                .json();
        String path = "/v1/webhooks/" + created.at("/webhook/id").asText();
        try {
            know(created.path("secret").asText());
            UUID first = enters();
            JsonNode message = ours();
            assertThat(message.path("id").asText()).isEqualTo(first.toString());
            assertThat(message.path("webhookId").asText()).isEqualTo(first.toString());
            assertThat(message.path("type").asText()).isEqualTo("segment.entered");
            assertThat(message.path("source").asText()).isEqualTo("/v1/segments/tried-out");
            assertThat(message.at("/data/accountId").asText()).isEqualTo(account);
            assertThat(message.at("/data/reason/text").asText()).isEqualTo("Größe \"zählt\"");
            assertThat(message.path("verified").toString()).isEqualTo("[true]");
            assertThat(message.path("forged").asBoolean()).isFalse();

            know(suite.post(suite.local.env().adminKey(), path + "/rotate-secret", "application/json", "")
                    .expect(200)
                    .json()
                    .path("secret")
                    .asText());
            know("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
            enters();
            assertThat(ours().path("verified").toString())
                    .as("by the old secret, the new one, and one that is nobody's")
                    .isEqualTo("[true,true,false]");
        } finally {
            suite.send(suite.request(path, suite.local.env().adminKey())
                            .DELETE()
                            .build())
                    .expect(204);
        }
    }

    /** The next message about this test's account. */
    private JsonNode ours() throws IOException {
        JsonNode message = next();
        while (!message.path("subject").asText().equals(account)) {
            message = next();
        }
        return message;
    }

    private JsonNode next() throws IOException {
        String line = said.readLine();
        assertThat(line).as("see target/receiver.log").isNotNull();
        return JSON.readTree(line);
    }

    private void know(String secret) throws IOException {
        OutputStream told = node.getOutputStream();
        told.write((secret + "\n").getBytes(StandardCharsets.UTF_8));
        told.flush();
        while (!next().has("secrets")) {
            // A message about somebody else.
        }
    }

    /** Says on the feed that the account has entered a segment. */
    private UUID enters() throws SQLException {
        UUID id = UUID.randomUUID();
        String payload = """
                {"id":"%s","type":"segment.entered","segmentId":"tried-out","segmentVersion":1,"subject":"ACCOUNT",\
                "accountId":"%s","at":"%s","reason":{"trigger":"ACTIVITY","text":"Größe \\"zählt\\"","evidence":[]}}""".formatted(id, account, Instant.now());
        try (Connection c = suite.local.database(Service.JOURNEY).connect();
                PreparedStatement insert = c.prepareStatement("""
                        WITH added AS (INSERT INTO feed_memberships (aggregatetype, aggregateid, type, payload)
                            VALUES ('memberships', ?, 'segment.entered', ?::json))
                        SELECT pg_notify('feed_memberships', '')""")) {
            insert.setString(1, account);
            insert.setString(2, payload);
            insert.execute();
        }
        return id;
    }
}
