package io.desirepath.recommendation.candidate;

import io.desirepath.recommendation.accountcontext.domain.Purchase;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.family.domain.Choices;
import io.desirepath.recommendation.family.domain.UsualPrices;
import io.desirepath.recommendation.training.PostgresOrderLines;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** What all accounts paid, changed over to and looked at, read once from beginning to end. */
final class SeenOrders {

    private static final int CHUNK = 50_000;

    private final ProductNumbers numbers;
    private final UsualPrices.Builder prices = new UsualPrices.Builder();
    private final Choices.Builder choices = new Choices.Builder();
    private String account = "";

    private SeenOrders(ProductNumbers numbers) {
        this.numbers = numbers;
    }

    static SeenOrders read(PostgresOrderLines orders, DataSource database, ProductNumbers numbers) throws SQLException {
        SeenOrders seen = new SeenOrders(numbers);
        orders.forEach(seen::bought);
        seen.account = "";
        seen.readViews(database);
        return seen;
    }

    UsualPrices.Builder prices() {
        return prices;
    }

    Choices.Builder choices() {
        return choices;
    }

    private void bought(String accountId, List<Purchase> net) {
        if (net.isEmpty()) {
            return;
        }
        of(accountId);
        int product = numbers.of(net.getFirst().productId());
        int first = dayOf(net.getFirst().at().getEpochSecond());
        int last = dayOf(net.getLast().at().getEpochSecond());
        int days = (int) net.stream()
                .map(purchase -> dayOf(purchase.at().getEpochSecond()))
                .distinct()
                .count();
        choices.bought(product, days, first, last);
        for (Purchase purchase : net.reversed()) {
            if (purchase.unitPrice().signum() > 0) {
                prices.paid(product, dayOf(purchase.at().getEpochSecond()), purchase.unitPrice(), purchase.currency());
                return;
            }
        }
    }

    private void readViews(DataSource database) throws SQLException {
        String product = "";
        int read;
        do {
            read = 0;
            try (Connection c = database.getConnection();
                    PreparedStatement select = c.prepareStatement("""
                            SELECT account_id, product_id, at FROM product_view
                            WHERE (account_id, product_id) > (?, ?) ORDER BY account_id, product_id LIMIT ?""")) {
                select.setString(1, account);
                select.setString(2, product);
                select.setInt(3, CHUNK);
                ResultSet row = select.executeQuery();
                while (row.next()) {
                    of(row.getString(1));
                    product = row.getString(2);
                    viewed(product, row.getTimestamp(3).getTime());
                    read++;
                }
            }
        } while (read == CHUNK);
    }

    /** What storefronts send may be no product. */
    private void viewed(String productId, long millis) {
        int product = numbers.find(productId);
        if (product != ProductNumbers.NONE) {
            choices.viewed(product, dayOf(TimeUnit.MILLISECONDS.toSeconds(millis)));
        }
    }

    private void of(String accountId) {
        if (!accountId.equals(account)) {
            choices.nextAccount();
            account = accountId;
        }
    }

    private static int dayOf(long epochSecond) {
        return (int) Math.floorDiv(epochSecond, TimeUnit.DAYS.toSeconds(1));
    }
}
