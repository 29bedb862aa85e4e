package io.desirepath.persona.account;

import static io.desirepath.persona.Api.account;
import static io.desirepath.persona.Api.call;
import static io.desirepath.persona.Api.expectProblem;
import static io.desirepath.persona.Api.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.desirepath.contracts.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountHierarchyIT {

    @Test
    void theWholeTreeIsReadFromAnyOfItsAccounts() {
        put(account("t-root"), "{\"name\": \"Root\"}").then().statusCode(201);
        child("t-b", "t-root");
        child("t-a", "t-root");
        child("t-a1", "t-a");

        for (String any : List.of("t-root", "t-a1")) {
            call().get(account(any) + "/hierarchy")
                    .then()
                    .statusCode(200)
                    .body("root.id", equalTo("t-root"))
                    .body("root.name", equalTo("Root"))
                    .body("root", not(hasKey("unknown")))
                    .body("root.children.id", contains("t-a", "t-b"))
                    .body("root.children[0].children.id", contains("t-a1"))
                    .body("root.children[1].children", empty())
                    .body("truncated", equalTo(false));
        }
        call().get(account("t-a1") + "/hierarchy").then().body("path", contains("t-root", "t-a", "t-a1"));
    }

    @Test
    void aParentThatIsNotKnownYetIsShownAsUnknown() {
        child("u-child", "u-parent");

        call().get(account("u-child") + "/hierarchy")
                .then()
                .statusCode(200)
                .body("root.id", equalTo("u-parent"))
                .body("root.unknown", equalTo(true))
                .body("root.children.id", contains("u-child"))
                .body("path", contains("u-parent", "u-child"));
        expectProblem(call().get(account("u-parent") + "/hierarchy"), ProblemType.UNKNOWN_ACCOUNT, "'u-parent'");
    }

    @Test
    void anAccountWithoutRelativesIsATreeOfItsOwn() {
        put(account("alone"), "{}").then().statusCode(201);

        call().get(account("alone") + "/hierarchy")
                .then()
                .body("root.id", equalTo("alone"))
                .body("root.children", empty())
                .body("path", contains("alone"));
    }

    @Test
    void aTreeThatIsTooDeepIsCut() {
        put(account("deep 0"), "{}").then().statusCode(201);
        for (int i = 1; i <= 40; i++) {
            child("deep " + i, "deep " + (i - 1));
        }

        call().get(account("deep 0") + "/hierarchy")
                .then()
                .body("truncated", equalTo(true))
                .body("path", hasSize(1));
        call().get(account("deep 40") + "/hierarchy")
                .then()
                .body("truncated", equalTo(true))
                .body("path", hasSize(32))
                .body("root.id", equalTo("deep 9"));
        call().get(account("deep 31") + "/hierarchy").then().body("root.id", equalTo("deep 0"));
    }

    @Test
    void aCycleIsRefusedNamingThePath() {
        child("c-1", "c-0");
        child("c-2", "c-1");
        child("c-3", "c-2");

        expectProblem(
                put(account("c-0"), "{\"parentId\": \"c-3\"}"),
                ProblemType.CONFLICT,
                "'c-0' < 'c-3' < 'c-2' < 'c-1' < 'c-0'");
        expectProblem(put(account("c-1"), "{\"parentId\": \"c-2\"}"), ProblemType.CONFLICT, "'c-1' < 'c-2' < 'c-1'");
        call().get(account("c-0")).then().statusCode(404);
        child("c-3", "c-1");
        child("c-2", "c-3");
    }

    @Test
    void ofTwoWhoWouldCloseACycleTogetherOneIsRefused() throws Exception {
        for (int round = 0; round < 15; round++) {
            String one = "r-one " + round;
            String other = "r-other " + round;
            CyclicBarrier start = new CyclicBarrier(2);
            try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
                Future<Response> first = executor.submit(() -> {
                    start.await();
                    return put(account(one), "{\"parentId\": \"" + other + "\"}");
                });
                Future<Response> second = executor.submit(() -> {
                    start.await();
                    return put(account(other), "{\"parentId\": \"" + one + "\"}");
                });

                assertThat(List.of(first.get().statusCode(), second.get().statusCode()))
                        .containsExactlyInAnyOrder(201, 409);
            }
        }
    }

    private static void child(String id, String parent) {
        put(account(id), "{\"parentId\": \"" + parent + "\"}").then().statusCode(org.hamcrest.Matchers.oneOf(200, 201));
    }
}
