package io.desirepath.recommendation.training;

import io.desirepath.recommendation.accountcontext.domain.Purchase;
import io.desirepath.recommendation.ranker.domain.OrderHistories;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** Everybody's purchases, refunds taken off, as the ranker's primitive arrays. */
@ApplicationScoped
public class PostgresHistories {

    /** @param accounts numbers by account id */
    public record Loaded(OrderHistories histories, Map<String, Integer> accounts) {}

    private record Line(int day, int product, long quantity) {}

    private static final Comparator<Line> IN_ORDER =
            Comparator.comparingInt(Line::day).thenComparingInt(Line::product);

    private final PostgresOrderLines orderLines;

    PostgresHistories(PostgresOrderLines orderLines) {
        this.orderLines = orderLines;
    }

    /** @param number of a product, by its id */
    public Loaded load(ToIntFunction<String> number) throws SQLException {
        var loading = new Loading(number);
        orderLines.forEach(loading::add);
        return loading.loaded();
    }

    private static final class Loading {
        private final ToIntFunction<String> number;
        private final OrderHistories.Builder histories = new OrderHistories.Builder();
        private final Map<String, Integer> accounts = new HashMap<>();
        private final List<Line> lines = new ArrayList<>();
        private String account = "";
        private int products;

        Loading(ToIntFunction<String> number) {
            this.number = number;
        }

        /** Accounts come one after the other, products of an account likewise. */
        void add(String accountId, List<Purchase> net) {
            if (!accountId.equals(account)) {
                flush();
                account = accountId;
            }
            for (Purchase purchase : net) {
                int product = number.applyAsInt(purchase.productId());
                products = Math.max(products, product + 1);
                lines.add(new Line(dayOf(purchase), product, purchase.quantity()));
            }
        }

        Loaded loaded() {
            flush();
            return new Loaded(histories.build(products), accounts);
        }

        private void flush() {
            if (lines.isEmpty()) {
                return;
            }
            int of = accounts.size();
            accounts.put(account, of);
            lines.sort(IN_ORDER);
            for (int i = 0; i < lines.size(); i++) {
                Line line = lines.get(i);
                long quantity = line.quantity();
                // Two orders of one day are one basket.
                while (i + 1 < lines.size() && IN_ORDER.compare(line, lines.get(i + 1)) == 0) {
                    quantity += lines.get(++i).quantity();
                }
                histories.line(of, line.day(), line.product(), quantity);
            }
            lines.clear();
        }

        private static int dayOf(Purchase purchase) {
            return (int) Math.floorDiv(purchase.at().getEpochSecond(), TimeUnit.DAYS.toSeconds(1));
        }
    }
}
