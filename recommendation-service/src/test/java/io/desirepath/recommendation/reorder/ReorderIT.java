package io.desirepath.recommendation.reorder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.recommendation.Api;
import io.desirepath.recommendation.Api.Answer;
import io.desirepath.recommendation.Feeds;
import io.desirepath.recommendation.Projections;
import io.desirepath.recommendation.RecommendationProfile;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(RecommendationProfile.class)
class ReorderIT {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final String FEED =
            "SELECT type, payload->>'productId' FROM feed_reorders" + " WHERE aggregateid = 'acme' ORDER BY xid, seq";

    private final Projections projections;
    private final SweepReorders sweep;
    private final PostgresReorders store;
    private final Api api = new Api("recommend");

    ReorderIT(Projections projections, SweepReorders sweep, PostgresReorders store) {
        this.projections = projections;
        this.sweep = sweep;
        this.store = store;
    }

    @BeforeEach
    void clear() throws Throwable {
        projections.clear();
        projections.execute("DELETE FROM feed_reorders");
        bought("FILTER", 100, 70, 40);
        bought("OIL", 90, 60, 30, 2);
        bought("OLD", 700, 690, 680);
        bought("TWICE", 60, 30);
        Projections.eventually(() -> assertThat(ids(list("includeLapsed=true"))).hasSize(3));
    }

    @Test
    void whatIsDueFirstComesFirstAndWhatLapsedOnlyOnDemand() {
        assertThat(ids(list(""))).containsExactly("FILTER", "OIL");
        assertThat(ids(list("includeLapsed=true"))).containsExactly("OLD", "FILTER", "OIL");
        assertThat(ids(list("dueWithin=3d"))).containsExactly("FILTER");

        JsonNode filter = list("").body().at("/items/0");
        assertThat(filter.at("/name").asText()).isEqualTo("Name of FILTER");
        assertThat(filter.at("/lastOrderedAt").asText()).isEqualTo(daysAgo(40).toString());
        assertThat(filter.at("/quantity").asLong()).isEqualTo(6);
        assertThat(filter.at("/overdueDays").asLong()).isBetween(1L, 12L);
        assertThat(filter.at("/lapsed").asBoolean()).isFalse();
        assertThat(filter.at("/confidence").asDouble()).isBetween(0.1, 0.5);
        assertThat(filter.at("/price/amount").asText()).isEqualTo("2.50");
        assertThat(Instant.parse(filter.at("/earliest").asText()))
                .isBefore(Instant.parse(filter.at("/dueAt").asText()));
        assertThat(Instant.parse(filter.at("/latest").asText()))
                .isAfter(Instant.parse(filter.at("/dueAt").asText()));
    }

    @Test
    void pagesGoOnWhereTheOneBeforeEnded() {
        List<String> found = new ArrayList<>();
        String token = "";
        do {
            Answer page = list("includeLapsed=true&pageSize=1" + token);
            found.addAll(ids(page));
            String next = page.body().at("/nextPageToken").asText(null);
            token = page.body().at("/nextPageToken").isNull() ? "" : "&pageToken=" + next;
        } while (!token.isEmpty());

        assertThat(found).containsExactly("OLD", "FILTER", "OIL");
    }

    @Test
    void anAccountNobodyHasHeardOfIsNotFound() {
        assertThat(api.get("/v1/accounts/nobody/reorder").problem()).isEqualTo("404 unknown-account");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dueWithin=soon", "dueWithin=-1d", "includeLapsed=maybe", "pageSize=0", "pageToken=x"})
    void whatCannotBeReadIsRefused(String query) {
        assertThat(list(query).problem()).startsWith("400 ");
    }

    @Test
    void anUnknownParameterIsRefused() {
        assertThat(list("due=14d").status()).isEqualTo(400);
    }

    @Test
    void aRoundTellsEachChangeOnce() throws SQLException {
        assertThat(sweep.run(NOW)).isEqualTo(2);
        assertThat(sweep.run(NOW)).as("again").isZero();
        assertThat(projections.rows(FEED)).containsExactlyInAnyOrder("reorder.overdue FILTER", "reorder.lapsed OLD");

        assertThat(sweep.run(NOW.plus(Duration.ofDays(900)))).isEqualTo(2);
        bought("FILTER", 0);
        assertThat(sweep.run(NOW)).isEqualTo(1);
        assertThat(projections.rows(FEED)).last().isEqualTo("reorder.bought-again FILTER");
        assertThat(sweep.run(NOW)).isZero();
    }

    @Test
    void whatWasToldIsWithdrawnWithTheOrdersItRestedOn() throws SQLException {
        sweep.run(NOW);
        projections.apply(Feeds.withdrawn("acme", "FILTER-40"));

        assertThat(sweep.run(NOW)).isEqualTo(1);
        assertThat(projections.rows(FEED)).last().isEqualTo("reorder.withdrawn FILTER");
        assertThat(sweep.run(NOW)).as("again").isZero();

        bought("FILTER", 40);
        assertThat(sweep.run(NOW)).isEqualTo(1);
        assertThat(projections.rows(FEED)).last().isEqualTo("reorder.overdue FILTER");
    }

    @Test
    void aRoundSumsUpTheProductsIntervals() throws SQLException {
        sweep.run(NOW);

        assertThat(store.finished()).isPresent();
        assertThat(store.intervals(new ProductNumbers()).of("OIL").gaps()).isEqualTo(3);
        assertThat(store.intervals(new ProductNumbers()).of("TWICE").gaps()).isEqualTo(1);
    }

    private void bought(String product, int... days) {
        for (int day : days) {
            projections.apply(Feeds.order(
                    "acme", product + "-" + day, daysAgo(day), Feeds.line(product, "Name of " + product, 6, "2.5")));
        }
    }

    private Answer list(String query) {
        return api.get("/v1/accounts/acme/reorder" + (query.isEmpty() ? "" : "?" + query));
    }

    private static List<String> ids(Answer answer) {
        List<String> ids = new ArrayList<>();
        answer.body().at("/items").forEach(item -> ids.add(item.at("/productId").asText()));
        return ids;
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }
}
