package io.desirepath.journey.activation.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.ErasureRequested;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.MembershipChanged;
import io.desirepath.contracts.MembershipChanged.Trigger;
import io.desirepath.service.feed.FeedJson;
import io.desirepath.service.privacy.DeletedRows;
import io.desirepath.service.privacy.ErasureStep;
import io.desirepath.service.privacy.ErasureTask;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What runs do, step by step. */
@QuarkusTest
class RunsIT extends WorkflowIT {

    private static final String SEEN = """
            {"type": "condition", "condition": {"type": "all", "of": [
                {"type": "activity", "event": "Page Viewed", "atLeast": 1, "withinDays": 30},
                {"type": "not", "of": {"type": "roleInGroup", "anyOf": ["DECIDER"]}}]}}""";

    @Inject
    WorkflowWorker worker;

    @Test
    void whoEntersWaitsIsCheckedAndSomebodyIsToldOfIt() throws Exception {
        define("hot", THREE_DAYS, SEEN, MAIL);
        execute("INSERT INTO segment_account (account_id, name, revision) VALUES ('acme', 'Acme {at}', 1)");
        batch(event("v1", "Page Viewed", "acme", daysAgo(1)));
        enter("acme");

        eventuallyIs("hot", "RUNNING");
        JsonNode waiting = run("hot");
        assertThat(Instant.parse(waiting.path("nextAt").asText()))
                .isBetween(
                        Instant.now().plusSeconds(3 * 86_400 - 120),
                        Instant.now().plusSeconds(3 * 86_400));
        assertThat(waiting.at("/steps/1/state").asText()).isEqualTo("OPEN");
        assertThat(waiting.at("/steps/1/dueAt").isNull()).isTrue();
        assertThat(get("/v1/workflows/hot").path("running").asInt()).isEqualTo(1);

        timePasses();
        eventuallyIs("hot", "COMPLETED");
        MimeMessage mail = onlyMail();
        assertThat(mail.getSubject()).isEqualTo("Acme {at} is hot");
        JsonNode run = run("hot");
        assertThat(mail.getContent().toString().replace("\r", "").strip())
                .isEqualTo("Acme {at} (acme) entered Hot ones in DECISION: Asked for a quote\n"
                        + run.at("/change/at").asText());
        assertThat(mail.getFrom()[0]).hasToString("desire-path@merchant.example");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getMessageID()).isEqualTo("<workflow-" + run.path("id").asText() + "-3@merchant.example>");
        assertThat(run.at("/steps/1/found").toString())
                .contains("'Page Viewed' was seen 1 time", "The buying group has no DECIDER");
        assertThat(run.at("/steps/2/found/0").asText())
                .isEqualTo("The mail server took it, for sales@merchant.example");
        assertThat(run.findValuesAsText("state")).contains("DONE").doesNotContain("OPEN", "FAILED");
    }

    @Test
    void anActivityThatBringsAnAccountIntoASegmentIsMailed() throws Exception {
        put("/v1/segments/viewers", """
                {"name": "Viewers", "condition": {"type": "activity", "event": "Page Viewed", "atLeast": 1,
                 "withinDays": 30}}""").statusCode(201);
        eventually(
                () -> assertThat(get("/v1/segments/viewers").path("computedAt").isTextual())
                        .isTrue());
        put("/v1/workflows/viewers", workflow("ENTERED", "", MAIL).replace("\"hot\"", "\"viewers\""))
                .statusCode(201);
        batch(event("v1", "Page Viewed", "acme", daysAgo(1)));
        eventually(() -> assertThat(runs("viewers")).hasSize(1));
        eventuallyIs("viewers", "COMPLETED");
        assertThat(onlyMail().getSubject()).isEqualTo("acme is hot");
        assertThat(run("viewers").at("/change/reason/trigger").asText()).isIn("ACTIVITY", "STAGE");
    }

    @Test
    void whatDoesNotHoldOrIsNotKnownEndsTheRunAndSaysWhy() throws Exception {
        define("hot", SEEN, MAIL);
        batch(event("v1", "Order Cancelled", "quiet", daysAgo(1)));
        enter("quiet");
        eventuallyIs("hot", "ENDED");
        assertThat(run("hot").path("reason").asText()).startsWith("The condition does not hold: ");
        assertThat(run("hot").at("/steps/0/state").asText()).isEqualTo("STOPPED");

        enter("unheard-of");
        eventually(() -> assertThat(run("hot").path("reason").asText())
                .isEqualTo("Whether the condition holds is not known: Nothing is known of the account"));
        assertThat(mails.getReceivedMessages()).isEmpty();
    }

    @Test
    void leavingTheSegmentCancelsTheRunUnlessTheWorkflowSaysOtherwise() throws Exception {
        define("cancelled", THREE_DAYS, MAIL);
        put("/v1/workflows/goes-on", workflow("ENTERED", ", \"cancelOnExit\": false", THREE_DAYS, MAIL))
                .statusCode(201);
        enter("acme");
        exit("acme");
        eventuallyIs("cancelled", "CANCELLED");
        assertThat(run("cancelled").path("reason").asText()).isEqualTo("The account left the segment again");
        timePasses();
        eventuallyIs("goes-on", "COMPLETED");
        onlyMail();
    }

    @Test
    void ofOneAccountOneRunIsUnderWayAndTheOthersAreListedAsSkipped() throws Exception {
        put("/v1/workflows/hot", workflow("ENTERED", ", \"cancelOnExit\": false", THREE_DAYS, MAIL))
                .statusCode(201);
        enter("acme");
        exit("acme");
        enter("acme");
        enter("other");
        eventually(() -> assertThat(runs("hot").findValuesAsText("accountId")).hasSize(6));
        assertThat(rows("SELECT account_id, state FROM workflow_run ORDER BY number"))
                .containsExactly("acme|RUNNING", "acme|SKIPPED", "other|RUNNING");
        JsonNode skipped = get("/v1/workflows/hot/runs?state=SKIPPED&pageSize=1");
        assertThat(skipped.at("/runs/0/reason").asText()).isEqualTo("Another run of the account was under way");
        assertThat(skipped.path("nextPageToken").isNull()).isTrue();
        assertThat(get("/v1/workflows/hot/runs?pageSize=2")
                        .path("nextPageToken")
                        .isTextual())
                .isTrue();
    }

    @Test
    void aChangeThatIsToldAgainStartsNothing() throws Exception {
        define("hot", MAIL);
        enter("acme");
        eventuallyIs("hot", "COMPLETED");
        String told = rows("SELECT change FROM workflow_run").getFirst();
        tell(FeedJson.MAPPER.readValue(told, MembershipChanged.class), "acme");
        enter("later");
        eventually(() -> assertThat(rows("SELECT account_id FROM workflow_run WHERE account_id = 'later'"))
                .hasSize(1));
        assertThat(rows("SELECT account_id FROM workflow_run ORDER BY number")).containsExactly("acme", "later");
    }

    @Test
    void onlyWhatHappensAfterwardsAndIsNoWorkOfADefinitionStartsRuns() throws Exception {
        enter("before");
        define("hot", MAIL);
        change(Feeds.SEGMENT_ENTERED, "defined", Trigger.DEFINITION);
        change(Feeds.SEGMENT_EXITED, "gone", Trigger.SEGMENT_DELETED);
        put("/v1/workflows/hot", workflow("ENTERED", ", \"enabled\": false", MAIL))
                .statusCode(200);
        enter("disabled");
        put("/v1/workflows/hot", workflow("ENTERED", "", MAIL)).statusCode(200);
        enter("after");
        eventuallyIs("hot", "COMPLETED");
        assertThat(rows("SELECT account_id FROM workflow_run")).containsExactly("after");
    }

    @Test
    void aStepThatWasClaimedAndNotFinishedIsDoneAgainUnderTheSameMessageId() throws Exception {
        define("hot", MAIL);
        enter("acme");
        eventuallyIs("hot", "COMPLETED");
        String id = onlyMail().getMessageID();

        // As the database is when a pod was killed between the mail server's answer and its note.
        execute(
                "UPDATE workflow_run SET state = 'RUNNING', finished_at = NULL, lease_until = now() + interval '1 hour',"
                        + " log = json_build_array(json_build_object('state', 'OPEN', 'dueAt', '2026-01-01T00:00:00Z',"
                        + " 'attempts', 0, 'found', json_build_array()))");
        Thread.sleep(300);
        assertThat(mails.getReceivedMessages())
                .as("while somebody has claimed it")
                .hasSize(1);
        execute("UPDATE workflow_run SET lease_until = now()");
        eventuallyIs("hot", "COMPLETED");
        assertThat(mails.getReceivedMessages()).hasSize(2);
        assertThat(mails.getReceivedMessages()[1].getMessageID()).isEqualTo(id);
    }

    @Test
    void withoutAMailServerItIsTriedAgainAndAfterADayTheRunFails() throws Exception {
        mails.stop();
        define("hot", MAIL);
        enter("acme");
        eventually(() -> assertThat(run("hot").at("/steps/0/attempts").asInt()).isEqualTo(1));
        JsonNode failed = run("hot");
        assertThat(failed.path("state").asText()).isEqualTo("RUNNING");
        assertThat(failed.at("/steps/0/found/0").asText()).startsWith("The mail server did not take it: ");
        assertThat(Instant.parse(failed.path("nextAt").asText())).isAfter(Instant.now());

        mails.start();
        timePasses();
        eventuallyIs("hot", "COMPLETED");
        assertThat(run("hot").at("/steps/0/attempts").asInt()).isEqualTo(2);

        mails.stop();
        enter("other");
        eventually(() -> assertThat(run("hot").at("/steps/0/attempts").asInt()).isEqualTo(1));
        execute("UPDATE workflow_run SET next_at = now(), log = jsonb_set(log::jsonb, '{0,firstAt}',"
                + " to_jsonb((now() - interval '25 hours')::timestamptz))::json WHERE state = 'RUNNING'");
        eventuallyIs("hot", "FAILED");
        assertThat(run("hot").path("reason").asText())
                .startsWith("Step 1 could not be done: The mail server did not take it: ");
    }

    @Test
    void aRunIsCancelledByHandOnceAndDisablingCancelsAll() throws Exception {
        define("hot", THREE_DAYS, MAIL);
        enter("acme");
        eventuallyIs("hot", "RUNNING");
        String path = "/v1/workflows/hot/runs/" + run("hot").path("id").asText();
        post(path + "/cancel", "").statusCode(200);
        post(path + "/cancel", "").statusCode(200);
        assertThat(get(path).path("state").asText()).isEqualTo("CANCELLED");

        enter("acme");
        eventuallyIs("hot", "RUNNING");
        put("/v1/workflows/hot", workflow("ENTERED", ", \"enabled\": false", THREE_DAYS, MAIL))
                .statusCode(200);
        assertThat(run("hot").path("reason").asText()).isEqualTo("The workflow was disabled");

        put("/v1/workflows/hot", workflow("ENTERED", "", MAIL)).statusCode(200);
        enter("acme");
        eventuallyIs("hot", "COMPLETED");
        post("/v1/workflows/hot/runs/" + run("hot").path("id").asText() + "/cancel", "")
                .statusCode(409);
        post("/v1/workflows/other/runs/" + run("hot").path("id").asText() + "/cancel", "")
                .statusCode(404);
    }

    @Test
    void oldRunsAreTidiedAndThoseOfTheForgottenDeleted() throws Exception {
        define("hot", THREE_DAYS, MAIL);
        enter("old");
        enter("forgotten");
        enter("stays");
        eventually(() -> assertThat(count("workflow_run")).isEqualTo(3));
        execute("UPDATE workflow_run SET state = 'ENDED', finished_at = now() - interval '91 days'"
                + " WHERE account_id = 'old'");
        worker.tidy();
        assertThat(rows("SELECT account_id FROM workflow_run ORDER BY 1")).containsExactly("forgotten", "stays");

        var task = new ErasureTask("e-1", ErasureRequested.Kind.ACCOUNT, "forgotten", List.of(), Instant.now());
        var step = (ErasureStep.Chunked) DeletedRows.step(task, "journey", "workflow_run", "account_id = ?");
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                return step.chunks().next(tx);
            }
        });
        assertThat(rows("SELECT account_id FROM workflow_run")).containsExactly("stays");
    }
}
