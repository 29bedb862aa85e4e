package io.desirepath.persona.account;

import static io.desirepath.persona.Api.account;
import static io.desirepath.persona.Api.call;
import static io.desirepath.persona.Api.expectProblem;
import static io.desirepath.persona.Api.put;
import static io.desirepath.persona.Api.putIfMatch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.ProfilesFeedTail;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountVersionsIT {

    @Test
    void aPutThatChangesNothingKeepsTheVersionAndTellsNobody() {
        String json = "{\"name\": \"same\", \"domains\": [\"A.example\"], \"traits\": {\"big\": 1e300, \"n\": 2.50}}";
        String etag = put(account("same"), json).header("ETag");
        ProfilesFeedTail feed = new ProfilesFeedTail();

        Response again = put(account("same"), json);

        again.then().statusCode(200).header("ETag", etag);
        assertThat(feed.drain("same")).isEmpty();
    }

    @Test
    void aChangeIsMadeOnlyToTheVersionThatWasRead() {
        String first = put(account("guarded"), "{\"name\": \"1\"}").header("ETag");
        String second = putIfMatch(account("guarded"), first, "{\"name\": \"2\"}")
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");

        assertThat(second).isNotEqualTo(first);
        expectProblem(
                putIfMatch(account("guarded"), first, "{\"name\": \"3\"}"), ProblemType.PRECONDITION_FAILED, second);
        expectProblem(putIfMatch(account("guarded"), "W/" + second, "{}"), ProblemType.PRECONDITION_FAILED, second);
        expectProblem(
                call().header("If-Match", first).delete(account("guarded")), ProblemType.PRECONDITION_FAILED, second);
        call().get(account("guarded")).then().body("name", equalTo("2"));
        putIfMatch(account("guarded"), first + ", " + second, "{\"name\": \"4\"}")
                .then()
                .statusCode(200);
        putIfMatch(account("guarded"), "*", "{\"name\": \"5\"}").then().statusCode(200);
        call().header("If-Match", "*").delete(account("guarded")).then().statusCode(202);
    }

    @Test
    void aConditionCanDemandThatTheAccountExistsOrDoesNot() {
        expectProblem(putIfMatch(account("exists"), "*", "{}"), ProblemType.PRECONDITION_FAILED, "nothing to change");
        createOnly("exists").then().statusCode(201);
        expectProblem(createOnly("exists"), ProblemType.PRECONDITION_FAILED, "The version is");
        expectProblem(call().header("If-Match", "*").delete(account("never")), ProblemType.UNKNOWN_ACCOUNT, "'never'");
    }

    @Test
    void aVersionThatTheClientHasIsNotSentAgain() {
        String etag = put(account("cached"), "{\"name\": \"1\"}").header("ETag");

        for (String known : List.of(etag, "W/" + etag, "\"x\", " + etag, "*")) {
            Response answer = call().header("If-None-Match", known).get(account("cached"));
            answer.then().statusCode(304).header("ETag", etag);
            assertThat(answer.asByteArray()).isEmpty();
        }
        call().header("If-None-Match", "\"x\"").get(account("cached")).then().statusCode(200);
    }

    @Test
    void racingWritersLoseNoUpdate() throws Exception {
        put(account("raced"), "{\"employees\": 0}").then().statusCode(201);

        together(4, () -> {
            for (int done = 0; done < 8; ) {
                Response read = call().get(account("raced"));
                int employees = read.jsonPath().getInt("employees");
                int status = putIfMatch(
                                account("raced"), read.header("ETag"), "{\"employees\": " + (employees + 1) + "}")
                        .statusCode();
                assertThat(status).isIn(200, 412);
                done += status == 200 ? 1 : 0;
            }
            return 0;
        });

        call().get(account("raced")).then().body("employees", equalTo(32));
    }

    @Test
    void ofTwoWritersWithTheSameVersionOneWins() throws Exception {
        String etag = put(account("duel"), "{\"name\": \"0\"}").header("ETag");
        for (int round = 1; round <= 20; round++) {
            String expected = etag;
            String name = "round " + round;
            List<Response> answers = together(
                    2,
                    () -> putIfMatch(
                            account("duel"), expected, "{\"name\": \"" + name + Thread.currentThread() + "\"}"));

            assertThat(answers).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 412);
            etag = answers.stream()
                    .filter(a -> a.statusCode() == 200)
                    .findAny()
                    .orElseThrow()
                    .header("ETag");
        }
    }

    @Test
    void ofManyWhoCreateTheSameAccountOneCreatesIt() throws Exception {
        List<Response> plain = together(8, () -> put(account("new"), "{\"name\": \"new\"}"));
        List<Response> createOnly = together(8, () -> createOnly("new too"));

        assertThat(plain).extracting(Response::statusCode).containsOnlyOnce(201).containsOnly(200, 201);
        assertThat(plain)
                .extracting(a -> a.header("ETag"))
                .containsOnly(plain.getFirst().header("ETag"));
        assertThat(createOnly)
                .extracting(Response::statusCode)
                .containsOnlyOnce(201)
                .containsOnly(201, 412);
    }

    private static Response createOnly(String id) {
        return call().contentType("application/json")
                .header("If-None-Match", "*")
                .body("{}")
                .put(account(id));
    }

    /** Runs the same call in several threads that start at the same moment. */
    private static <T> List<T> together(int threads, Callable<T> call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<T>> running = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : running) {
            results.add(future.get());
        }
        return results;
    }
}
