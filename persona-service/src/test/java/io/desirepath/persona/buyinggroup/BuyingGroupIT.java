package io.desirepath.persona.buyinggroup;

import static io.desirepath.persona.Activities.activity;
import static io.desirepath.persona.Activities.event;
import static io.desirepath.persona.Api.account;
import static io.desirepath.persona.Api.call;
import static io.desirepath.persona.Api.contact;
import static io.desirepath.persona.Api.expectProblem;
import static io.desirepath.persona.Api.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.FeedEvent;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.ProblemType;
import io.desirepath.contracts.Stage;
import io.desirepath.contracts.StageBelief;
import io.desirepath.contracts.StageWithdrawn;
import io.desirepath.persona.Activities;
import io.desirepath.persona.FakeJourney;
import io.desirepath.persona.contact.ProfileProjection;
import io.desirepath.service.feed.FeedProjection;
import io.desirepath.service.feed.UnappliableEventException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BuyingGroupIT {

    private static final Instant NOW = Instant.now();

    FakeJourney journey;

    @Inject
    ProfileProjection profiles;

    @Inject
    StageProjection stages;

    @Inject
    DataSource database;

    @Test
    void anAccountInDecisionWithoutAnApproverShowsTheGap() {
        put(contact("bg-g-head"), "{\"title\": \"Head of Procurement\", \"accountIds\": [\"bg-g-acme\"]}");
        put(contact("bg-g-cto"), "{\"title\": \"CTO\", \"name\": \"Tech\", \"accountIds\": [\"bg-g-acme\"]}");
        apply(stages, belief("bg-g-acme", Stage.DECISION, 5));

        call().get(account("bg-g-acme") + "/buying-group")
                .then()
                .statusCode(200)
                .body("accountId", equalTo("bg-g-acme"))
                .body("asOf", notNullValue())
                .body("stage", equalTo("DECISION"))
                .body("members.contactId", contains("bg-g-cto", "bg-g-head"))
                .body("members[0].name", equalTo("Tech"))
                .body("members[0].role", equalTo("DECIDER"))
                .body("members[0].roleSource", equalTo("INFERRED"))
                .body("members[0].status", nullValue())
                .body("missingRoles.role", contains("APPROVER"))
                .body("missingRoles[0].why", notNullValue())
                .body("truncated", equalTo(false));

        put(contact("bg-g-cfo"), "{\"title\": \"CFO\", \"accountIds\": [\"bg-g-acme\"]}");
        call().get(account("bg-g-acme") + "/buying-group").then().body("missingRoles", empty());
    }

    @Test
    void whoIsNewWhoIsActiveAndWhoWentQuiet() {
        apply(
                profiles,
                event(activity("bg-s-acme", "bg-s-new", daysAgo(3))),
                event(activity("bg-s-acme", "bg-s-new", daysAgo(2))),
                event(activity("bg-s-acme", "bg-s-new", daysAgo(2))),
                event(activity("bg-s-acme", "bg-s-active", daysAgo(60))),
                event(activity("bg-s-acme", "bg-s-active", daysAgo(20))),
                event(activity("bg-s-acme", "bg-s-quiet", daysAgo(90))),
                event(activity("bg-s-other", "bg-s-quiet", daysAgo(1))));

        call().get(account("bg-s-acme") + "/buying-group")
                .then()
                .body("stage", nullValue())
                .body("missingRoles", empty())
                .body("members.contactId", contains("bg-s-new", "bg-s-active", "bg-s-quiet"))
                .body("members.status", contains("NEW", "ACTIVE", "QUIET"))
                .body("members.activities30d", contains(3, 1, 0))
                .body("members[0].engagement", greaterThan(0.25f))
                .body("members[2].engagement", lessThan(0.01f))
                .body("newMembers", contains("bg-s-new"))
                .body("quietMembers", contains("bg-s-quiet"));
    }

    @Test
    void theNewerStageStandsUntilTheSourceBeginsAnew() {
        put(account("bg-n-acme"), "{}");
        apply(stages, belief("bg-n-acme", Stage.PURCHASE, 7), belief("bg-n-acme", Stage.DECISION, 6));
        apply(stages, belief("bg-n-acme", Stage.AWARENESS, 5));
        call().get(account("bg-n-acme") + "/buying-group").then().body("stage", equalTo("PURCHASE"));

        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                stages.restart(tx);
                return null;
            }
        });
        apply(stages, belief("bg-n-acme", Stage.AWARENESS, 1));

        call().get(account("bg-n-acme") + "/buying-group").then().body("stage", equalTo("AWARENESS"));
    }

    @Test
    void aStageThatIsWithdrawnIsGoneUntilOneIsToldAgain() {
        put(contact("bg-w-ann"), "{\"accountIds\": [\"bg-w-acme\"]}");
        String path = account("bg-w-acme") + "/buying-group";
        apply(stages, belief("bg-w-acme", Stage.DECISION, 4));
        apply(stages, withdrawn("bg-w-acme", 3));
        call().get(path).then().body("stage", equalTo("DECISION"));

        apply(stages, withdrawn("bg-w-acme", 5));
        apply(stages, belief("bg-w-acme", Stage.DECISION, 4));
        call().get(path)
                .then()
                .statusCode(200)
                .body("stage", nullValue())
                .body("stageSince", nullValue())
                .body("missingRoles", empty());
        call().get(contact("bg-w-ann") + "/persona").then().statusCode(200);

        apply(stages, belief("bg-w-acme", Stage.AWARENESS, 7), withdrawn("bg-w-acme", 6));
        call().get(path).then().body("stage", equalTo("AWARENESS"));
        apply(stages, belief("bg-w-acme", Stage.DECISION, 8), withdrawn("bg-w-acme", 9));
        call().get(path).then().body("stage", nullValue());
    }

    @Test
    void aBeliefThatNamesNoStageIsNotTakenForAWithdrawnOne() {
        put(account("bg-b-acme"), "{}");
        apply(stages, belief("bg-b-acme", Stage.DECISION, 4));
        FeedEvent broken = belief("bg-b-acme", Stage.DECISION, 5);
        ((ObjectNode) broken.data()).remove("stage");

        assertThatThrownBy(() -> apply(stages, broken)).isInstanceOf(UnappliableEventException.class);
        call().get(account("bg-b-acme") + "/buying-group").then().body("stage", equalTo("DECISION"));
    }

    @Test
    void theStageThatJourneyServesIsWhatTheGroupIsJudgedBy() throws Exception {
        put(account("bg-h-acme"), "{}");

        journey.publish(belief("bg-h-acme", Stage.CONSIDERATION, 3));

        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        String path = account("bg-h-acme") + "/buying-group";
        while (call().get(path).jsonPath().getString("stage") == null) {
            assertThat(Instant.now()).as("a stage appears").isBefore(deadline);
            Thread.sleep(50);
        }
        call().get(path)
                .then()
                .body("stage", equalTo("CONSIDERATION"))
                .body("missingRoles.role", contains("USER", "INFLUENCER"));
    }

    @Test
    void anUnknownAccountHasNoGroup() {
        expectProblem(call().get(account("nobody") + "/buying-group"), ProblemType.UNKNOWN_ACCOUNT, "'nobody'");
        put(account("lonely"), "{}");
        call().get(account("lonely") + "/buying-group").then().statusCode(200).body("members", empty());
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private static FeedEvent belief(String account, Stage stage, long revision) {
        return Activities.event(
                Feeds.BELIEF_UPDATED,
                account,
                NOW,
                new StageBelief(new AccountId(account), stage, NOW, Map.of(stage, 1.0), "test", NOW, revision));
    }

    private static FeedEvent withdrawn(String account, long revision) {
        return Activities.event(
                Feeds.STAGE_WITHDRAWN, account, NOW, new StageWithdrawn(new AccountId(account), revision));
    }

    private void apply(FeedProjection projection, FeedEvent... events) {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection tx = database.getConnection()) {
                projection.lock(tx, List.of(events));
                projection.apply(tx, List.of(events));
                return null;
            }
        });
    }
}
