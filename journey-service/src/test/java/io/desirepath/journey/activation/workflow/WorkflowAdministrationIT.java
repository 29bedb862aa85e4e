package io.desirepath.journey.activation.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be defined, and how a webhook is told. */
@QuarkusTest
class WorkflowAdministrationIT extends WorkflowIT {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'script'} | steps[0]: type: must be delay, condition, email or webhook",
                "{'type':'delay','duration':'P91D'} | steps[0]: duration: must be longer than nothing and at most P90D",
                "{'type':'delay','duration':'soon'} | steps[0]: duration: must be an ISO 8601 duration",
                "{'type':'delay','duration':'P1D','subject':'x'} | steps[0]: a delay has a duration",
                "{'type':'delay','duration':'P1D'} | steps: at least one must be an email or a webhook",
                "{'type':'delay','duration':'P1D','when':'x'} | Unknown field",
                "{'type':'condition','condition':{'type':'role','anyOf':['BUYER']}},MAIL"
                        + " | steps[0].condition: A segment of accounts cannot ask for the role",
                "{'type':'condition','condition':{'type':'segment','id':'nothing'}},MAIL"
                        + " | steps[0].condition: There is no segment 'nothing'",
                "{'type':'email','to':['a@customer.example'],'subject':'x','text':'y'}"
                        + " | steps[0]: Addresses of customer.example may not be written to",
                "{'type':'email','to':['a@sub.merchant.example'],'subject':'x','text':'y'}"
                        + " | steps[0]: Addresses of sub.merchant.example may not",
                "{'type':'email','to':['Ann <a@merchant.example>'],'subject':'x','text':'y'} | steps[0]: to: must be addresses",
                "{'type':'email','to':['a@merchant.example, b@customer.example'],'subject':'x','text':'y'}"
                        + " | steps[0]: to: must be addresses",
                "{'type':'email','to':['a@merchant.example'],'subject':'x\\nBcc: b@customer.example','text':'y'}"
                        + " | steps[0]: subject: must have 1 to 200 characters",
                "{'type':'email','to':['a@merchant.example'],'subject':'x','text':'{contactName}'}"
                        + " | steps[0]: text: {contactName} is none of {accountId}",
                "{'type':'email','to':['a@merchant.example'],'subject':'x'} | steps[0]: an email has to, subject and text",
                "{'type':'webhook','endpoint':'7f2c3f6e-0d5e-4a3b-9c61-000000000000'} | steps[0].endpoint: there is no webhook",
                "MAIL,MAIL,MAIL,MAIL,MAIL,MAIL,MAIL,MAIL,MAIL,MAIL,MAIL | steps: must have 1 to 10",
            })
    void whatCouldNotBeRunIsRefused(String steps, String detail) {
        String body = workflow("ENTERED", "", steps.replace('\'', '"').replace("MAIL", MAIL));
        String answer = put("/v1/workflows/odd", body).statusCode(400).extract().path("detail");
        assertThat(answer.replace(".[", "[")).startsWith(detail);
    }

    @Test
    void workflowsAreForSegmentsOfAccountsThatExist() {
        put(
                "/v1/segments/people",
                "{\"name\": \"People\", \"subject\": \"CONTACT\","
                        + " \"condition\": {\"type\": \"role\", \"anyOf\": [\"BUYER\"]}}");
        String hot = workflow("EXITED", "", MAIL);
        put("/v1/workflows/people", hot.replace("\"hot\"", "\"people\""))
                .statusCode(400)
                .body(
                        "detail",
                        startsWith("on.segment: 'people' is made of contacts, and workflows are for accounts only"));
        put("/v1/workflows/nobody", hot.replace("\"hot\"", "\"nobody\""))
                .statusCode(400)
                .body("detail", startsWith("on.segment: there is no segment 'nobody'"));
        put("/v1/workflows/Big", hot).statusCode(400).body("detail", startsWith("id: "));
    }

    @Test
    void aWorkflowHasVersionsAndNobodyOverwritesTheChangeOfAnother() {
        String first = workflow("ENTERED", "", THREE_DAYS, MAIL);
        put("/v1/workflows/hot", first).statusCode(201).header("ETag", "\"1\"").header("Location", "/v1/workflows/hot");
        put("/v1/workflows/hot", first).statusCode(200).header("ETag", "\"1\"");
        String second = workflow("ENTERED", "", MAIL);
        for (String[] guard : new String[][] {{"If-None-Match", "*"}, {"If-Match", "\"2\""}}) {
            call().header(guard[0], guard[1])
                    .contentType("application/json")
                    .body(second.getBytes(StandardCharsets.UTF_8))
                    .put("/v1/workflows/hot")
                    .then()
                    .statusCode(412);
        }
        put("/v1/workflows/hot", second).statusCode(200).header("ETag", "\"2\"");

        JsonNode workflow = get("/v1/workflows/hot");
        assertThat(workflow.path("enabled").asBoolean()).isTrue();
        assertThat(workflow.path("cancelOnExit").asBoolean()).isTrue();
        assertThat(workflow.at("/steps/0/type").asText()).isEqualTo("email");
        assertThat(workflow.at("/steps/0").has("duration")).isFalse();
        assertThat(get("/v1/workflows").at("/workflows/0/id").asText()).isEqualTo("hot");

        call().header("If-Match", "\"1\"").delete("/v1/workflows/hot").then().statusCode(412);
        call().delete("/v1/workflows/hot").then().statusCode(204);
        call().get("/v1/workflows/hot").then().statusCode(404);
        call().get("/v1/workflows/hot/runs").then().statusCode(404);
        call().delete("/v1/workflows/hot").then().statusCode(404);
    }

    @Test
    void aWebhookIsToldThroughItsQueueAndTheRunShowsWhatWasAnswered() throws Exception {
        put(
                "/v1/segments/others",
                "{\"name\": \"Others\", \"condition\": {\"type\": \"stage\", \"anyOf\": [\"ADVOCACY\"]}}");
        List<String> received = new CopyOnWriteArrayList<>();
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        receiver.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        try {
            String webhook = json(post("/v1/webhooks", """
                            {"url": "http://127.0.0.1:%d/", "segments": ["others"]}""".formatted(
                                            receiver.getAddress().getPort()))
                            .statusCode(201)
                            .extract()
                            .response())
                    .at("/webhook/id")
                    .asText();
            define("hot", "{\"type\": \"webhook\", \"endpoint\": \"" + webhook + "\"}");
            enter("acme");
            eventually(() -> assertThat(received).hasSize(1));

            JsonNode told = JSON.readTree(received.getFirst());
            assertThat(told.path("type").asText()).isEqualTo("workflow.notified");
            assertThat(told.path("subject").asText()).isEqualTo("acme");
            assertThat(told.at("/data/workflowId").asText()).isEqualTo("hot");
            assertThat(told.at("/data/segmentId").asText()).isEqualTo("hot");
            assertThat(told.at("/data/reason").asText()).isEqualTo("Asked for a quote");
            assertThat(told.path("source").asText())
                    .isEqualTo(
                            "/v1/workflows/hot/runs/" + told.at("/data/runId").asText());
            eventually(() -> assertThat(run("hot").at("/steps/0/found").toString())
                    .contains("Queued for the webhook as message "
                            + told.path("id").asText())
                    .contains("The message is DELIVERED after 1 attempts; the last answer was 204"));
            assertThat(run("hot").path("state").asText()).isEqualTo("COMPLETED");
        } finally {
            receiver.stop(0);
        }
    }
}
