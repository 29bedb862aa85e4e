package io.desirepath.persona.account;

import static io.desirepath.persona.Api.account;
import static io.desirepath.persona.Api.call;
import static io.desirepath.persona.Api.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.nullValue;

import io.desirepath.contracts.AccountId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountListIT {

    @Inject
    Accounts accounts;

    @Test
    void pagesHaveNeitherGapsNorRepeatsWhileAccountsAreAdded() {
        Set<String> before = seed();

        List<String> listed = new ArrayList<>();
        String token = "";
        int page = 0;
        do {
            JsonPath answer = call().get("/v1/accounts?pageSize=37" + token)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            listed.addAll(answer.getList("accounts.id", String.class));
            String next = answer.getString("nextPageToken");
            token = next == null ? null : "&pageToken=" + next;
            page++;
            assertThat(page).as("pages").isLessThan(50);
            // One before and one after where the reader is.
            put(account("list %03d+".formatted(page)), "{}").then().statusCode(201);
            put(account("list %03d+zz".formatted(250 + page)), "{}").then().statusCode(201);
        } while (token != null);

        assertThat(listed).doesNotHaveDuplicates().containsAll(before).isSorted();
        assertThat(page).isGreaterThanOrEqualTo(7);
        assertThat(listed).contains("list 251+zz").doesNotContain("list 002+");
    }

    private Set<String> seed() {
        Set<String> ids = new HashSet<>();
        QuarkusTransaction.requiringNew().run(() -> {
            for (int i = 0; i < 250; i++) {
                String id = "list %03d+ü/%s".formatted(i, i % 2 == 0 ? "Z" : "a");
                AccountEntity account = new AccountEntity(new AccountId(id), Instant.now());
                account.describe(
                        new AccountDescription(
                                "n" + i, null, null, null, null, null, null, null, null, null, null, null, null),
                        i,
                        Instant.now());
                accounts.persist(account);
                ids.add(id);
            }
        });
        return ids;
    }

    @Test
    void theLastPageSaysSoEvenWhenItIsFull() {
        put(account("\uE000 1"), "{\"name\": \"one\"}").then().statusCode(201);
        put(account("\uE000 2"), "{}").then().statusCode(201);
        String token = io.desirepath.service.page.PageToken.after("\uE000 0").encoded();

        call().get("/v1/accounts?pageSize=2&pageToken=" + token)
                .then()
                .statusCode(200)
                .body("accounts.id", equalTo(List.of("\uE000 1", "\uE000 2")))
                .body("accounts[0].name", equalTo("one"))
                .body("accounts[0].stub", equalTo(false))
                .body("$", hasKey("nextPageToken"))
                .body("nextPageToken", nullValue());
        call().get("/v1/accounts?pageSize=1&pageToken=").then().statusCode(200).body("accounts.size()", equalTo(1));
    }
}
