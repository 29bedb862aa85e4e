package io.desirepath.journey.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.JourneyServiceIT;
import io.desirepath.journey.stage.OrderHistory;
import io.desirepath.journey.stage.domain.PurchaseFeatures.Order;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrderHistoryIT extends JourneyServiceIT {

    @Inject
    OrderHistory orders;

    @Inject
    DataSource database;

    @Test
    void anOrderIsWorthItsRevenueOrItsTotalOrItsLines() throws SQLException {
        String lines = "\"products\": [{\"product_id\": \"p\", \"quantity\": 4, \"price\": 2.5},"
                + " {\"product_id\": \"q\", \"quantity\": 1, \"price\": 1.25}]";
        batch(
                order("revenue", 9, "{\"order_id\": \"1\", \"revenue\": 20.5, \"total\": 24, " + lines + "}"),
                order("total", 8, "{\"order_id\": \"2\", \"revenue\": \"free\", \"total\": 24, " + lines + "}"),
                order("lines", 7, "{\"order_id\": \"3\", " + lines + "}"),
                order("odd", 6, "{\"order_id\": \"4\", \"products\": [{\"product_id\": \"p\", \"quantity\": 2}]}"),
                event("view", "Product Viewed", "A", daysAgo(5)));

        List<Order> found = before(Instant.now());

        assertThat(found).extracting(Order::value).containsExactly(20.5, 24.0, 11.25, 0.0);
        assertThat(found).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(before(found.get(2).at())).hasSize(2);
    }

    private List<Order> before(Instant moment) throws SQLException {
        try (Connection c = database.getConnection()) {
            var account = new AccountId("A");
            return orders.before(c, List.of(account), moment, Instant.now()).getOrDefault(account, List.of());
        }
    }

    private static String order(String messageId, int daysAgo, String properties) {
        return event(messageId, "Order Completed", "A", null, daysAgo(daysAgo), properties);
    }
}
