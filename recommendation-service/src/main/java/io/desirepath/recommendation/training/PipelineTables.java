package io.desirepath.recommendation.training;

import io.desirepath.recommendation.ranker.domain.ItemFacts;
import io.desirepath.recommendation.ranker.domain.OrderHistories;
import io.desirepath.recommendation.ranker.domain.PairLists;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The tables of the last run as the ranker's primitive arrays. The pipeline numbers from 1, the ranker from 0. */
public final class PipelineTables {

    private final PipelineEngine engine;

    public PipelineTables(PipelineEngine engine) {
        this.engine = engine;
    }

    /** Product ids in the order of their numbers. */
    public List<String> products() throws SQLException {
        return ids("SELECT product_id FROM product_number ORDER BY product");
    }

    /** Account ids in the order of their numbers. */
    public List<String> accounts() throws SQLException {
        return ids("SELECT account_id FROM account_number ORDER BY account");
    }

    /** What everybody ordered, also after the day of the last run. */
    public OrderHistories histories(int products) throws SQLException {
        var histories = new OrderHistories.Builder();
        engine.forEach(
                """
                SELECT a.account, l.day, p.product, CAST(SUM(l.quantity) AS DOUBLE)
                FROM net_line AS l
                JOIN account_number AS a ON a.account_id = l.account_id
                JOIN product_number AS p ON p.product_id = l.product_id
                GROUP BY a.account, l.day, p.product
                ORDER BY a.account, l.day, p.product""",
                row -> histories.line(row.getInt(1) - 1, row.getInt(2), row.getInt(3) - 1, (float) row.getDouble(4)));
        return histories.build(products);
    }

    public ItemFacts facts(int day, int products) throws SQLException {
        var facts = new ItemFacts(day, products);
        engine.forEach(
                "SELECT product, accounts, recent_accounts, latest_accounts, baskets, repeaters, first_day, last_day FROM product_fact",
                row -> {
                    int product = row.getInt(1) - 1;
                    facts.accounts()[product] = row.getInt(2);
                    facts.recentAccounts()[product] = row.getInt(3);
                    facts.baskets()[product] = row.getInt(5);
                    facts.latestAccounts()[product] = row.getInt(4);
                    facts.repeaters()[product] = row.getInt(6);
                    facts.firstDay()[product] = row.getInt(7);
                    facts.lastDay()[product] = row.getInt(8);
                });
        return facts;
    }

    /** @param most rows of each product, the strongest */
    public PairLists pairs(int products, int most) throws SQLException {
        var pairs = new PairLists.Builder(products);
        engine.forEach(
                "SELECT product, other, basket_cosine, decayed_cosine, account_cosine, llr FROM co_purchase"
                        + " WHERE rank <= " + most + " ORDER BY product, rank",
                row -> pairs.row(
                        row.getInt(1) - 1,
                        row.getInt(2) - 1,
                        row.getFloat(3),
                        row.getFloat(4),
                        row.getFloat(5),
                        row.getFloat(6)));
        return pairs.build();
    }

    private List<String> ids(String query) throws SQLException {
        List<String> ids = new ArrayList<>();
        engine.forEach(query, row -> ids.add(row.getString(1)));
        return ids;
    }
}
