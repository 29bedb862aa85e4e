package io.desirepath.journey.activation.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MembershipChanged;
import io.desirepath.contracts.MembershipChanged.Trigger;
import io.desirepath.contracts.SegmentSubject;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedRecord;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.response.ValidatableResponse;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A segment whose changes a test tells of, and a mail server. */
@QuarkusTestResource(FreeMailPort.class)
abstract class WorkflowIT extends JourneyServiceIT {

    static final String HOT = "hot";
    static final String MAIL = """
            {"type": "email", "to": ["sales@merchant.example"], "subject": "{accountName} is hot",
             "text": "{accountName} ({accountId}) entered {segment} in {stage}: {reason}\\n{at}"}""";
    static final String THREE_DAYS = "{\"type\": \"delay\", \"duration\": \"P3D\"}";

    @Inject
    @Identifier(Feeds.MEMBERSHIPS)
    ChangeFeed memberships;

    @ConfigProperty(name = "quarkus.mailer.port")
    int mailPort;

    GreenMail mails;

    @BeforeEach
    void prepare() {
        mails = new GreenMail(new ServerSetup(mailPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mails.start();
        put(
                "/v1/segments/" + HOT,
                "{\"name\": \"Hot ones\", \"condition\": {\"type\": \"stage\", \"anyOf\": [\"ADVOCACY\"]}}");
    }

    @AfterEach
    void clean() throws SQLException {
        mails.stop();
        execute("DELETE FROM workflow");
        execute("UPDATE webhook SET state = 'DELETING'");
    }

    static ValidatableResponse put(String path, String body) {
        return call().contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .put(path)
                .then();
    }

    static String workflow(String change, String more, String... steps) {
        return "{\"name\": \"Call them\", \"on\": {\"segment\": \"%s\", \"change\": \"%s\"}, \"steps\": [%s]%s}"
                .formatted(HOT, change, String.join(",", steps), more);
    }

    static void define(String id, String... steps) {
        put("/v1/workflows/" + id, workflow("ENTERED", "", steps)).statusCode(201);
    }

    UUID enter(String account) {
        return change(Feeds.SEGMENT_ENTERED, account, Trigger.ACTIVITY);
    }

    UUID exit(String account) {
        return change(Feeds.SEGMENT_EXITED, account, Trigger.ACTIVITY);
    }

    UUID change(String type, String account, Trigger trigger) {
        var change = new MembershipChanged(
                UUID.randomUUID(),
                type,
                HOT,
                1,
                SegmentSubject.ACCOUNT,
                new AccountId(account),
                null,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                Stage.DECISION,
                new MembershipChanged.Reason(trigger, "Asked for a quote", List.of("stage is DECISION"), null));
        tell(change, account);
        return change.id();
    }

    void tell(MembershipChanged change, String account) {
        QuarkusTransaction.requiringNew().run(() -> {
            try (Connection tx = database.getConnection()) {
                memberships.append(tx, List.of(new FeedRecord(change.type(), account, change)));
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    static JsonNode runs(String workflow) {
        return get("/v1/workflows/" + workflow + "/runs").path("runs");
    }

    /** The newest run. */
    static JsonNode run(String workflow) {
        JsonNode runs = runs(workflow);
        assertThat(runs).isNotEmpty();
        return get(
                "/v1/workflows/" + workflow + "/runs/" + runs.get(0).path("id").asText());
    }

    static void eventuallyIs(String workflow, String state) throws InterruptedException {
        eventually(() -> assertThat(run(workflow).path("state").asText()).isEqualTo(state));
    }

    /** Whatever waits is due now. */
    void timePasses() throws SQLException {
        execute("UPDATE workflow_run SET next_at = now() WHERE state = 'RUNNING'");
    }

    MimeMessage onlyMail() {
        assertThat(mails.getReceivedMessages()).hasSize(1);
        return mails.getReceivedMessages()[0];
    }
}
