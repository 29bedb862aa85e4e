package io.desirepath.recommendation.candidate;

import io.desirepath.recommendation.catalog.CatalogueFollower;
import io.desirepath.recommendation.catalog.domain.Catalogue;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import io.desirepath.recommendation.ranker.domain.ItemFacts;
import io.desirepath.recommendation.ranker.domain.Knowledge;
import io.desirepath.recommendation.ranker.domain.NameLists;
import io.desirepath.recommendation.ranker.domain.PairLists;
import io.desirepath.recommendation.ranker.domain.ServedRanking;
import io.desirepath.recommendation.training.PostgresHistories;
import io.desirepath.recommendation.training.RankerJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads a model version's rankers and all they need, products by their numbers in the catalogue. */
@ApplicationScoped
public class LoadRanking {

    private static final int CHUNK = 50_000;

    private final DataSource database;
    private final PostgresHistories histories;
    private final CatalogueFollower catalogue;

    LoadRanking(DataSource database, PostgresHistories histories, CatalogueFollower catalogue) {
        this.database = database;
        this.histories = histories;
        this.catalogue = catalogue;
    }

    /** Null if the version has no rankers. */
    @Nullable
    ServedRanking load(String version) throws SQLException {
        ProductNumbers numbers = catalogue.numbers();
        try (Connection c = database.getConnection()) {
            String ranker = ranker(c, version);
            if (ranker == null) {
                return null;
            }
            PostgresHistories.Loaded loaded = histories.load(numbers::of);
            Facts facts = facts(c, version, numbers);
            PairLists pairs = pairs(c, version, numbers);
            Catalogue products = catalogue.catalogue();
            int count = numbers.size();
            Knowledge knowledge = Knowledge.of(
                    loaded.histories(),
                    facts.build(count),
                    pairs,
                    NameLists.of(count, products::id, products::name),
                    Knowledge.Settings.DEFAULT);
            return new ServedRanking(RankerJson.read(ranker), knowledge, loaded.histories(), loaded.accounts());
        }
    }

    private static @Nullable String ranker(Connection c, String version) throws SQLException {
        try (PreparedStatement select =
                c.prepareStatement("SELECT ranker FROM model_version WHERE model_version = ?")) {
            select.setString(1, version);
            ResultSet row = select.executeQuery();
            return row.next() ? row.getString(1) : null;
        }
    }

    private static PairLists pairs(Connection c, String version, ProductNumbers numbers) throws SQLException {
        var pairs = new PairLists.Builder(numbers.size(), ChampionFollower.count(c, "co_purchase", version));
        String product = "";
        int rank = 0;
        int read;
        do {
            read = 0;
            try (PreparedStatement select = c.prepareStatement("""
                    SELECT product_id, rank, other_id, basket_cosine, decayed_cosine, account_cosine, llr
                    FROM co_purchase WHERE model_version = ? AND (product_id, rank) > (?, ?)
                    ORDER BY product_id, rank LIMIT ?""")) {
                select.setString(1, version);
                select.setString(2, product);
                select.setInt(3, rank);
                select.setInt(4, CHUNK);
                ResultSet row = select.executeQuery();
                while (row.next()) {
                    product = row.getString(1);
                    rank = row.getInt(2);
                    pairs.row(
                            numbers.of(product),
                            numbers.of(row.getString(3)),
                            row.getFloat(4),
                            row.getFloat(5),
                            row.getFloat(6),
                            row.getFloat(7));
                    read++;
                }
            }
        } while (read == CHUNK);
        return pairs.build();
    }

    private static Facts facts(Connection c, String version, ProductNumbers numbers) throws SQLException {
        var facts = new Facts();
        String product = "";
        int read;
        do {
            read = 0;
            try (PreparedStatement select = c.prepareStatement("""
                    SELECT product_id, accounts, recent_accounts, latest_accounts, baskets, repeaters, first_day, last_day
                    FROM product_fact WHERE model_version = ? AND product_id > ? ORDER BY product_id LIMIT ?""")) {
                select.setString(1, version);
                select.setString(2, product);
                select.setInt(3, CHUNK);
                ResultSet row = select.executeQuery();
                while (row.next()) {
                    product = row.getString(1);
                    facts.add(numbers, row);
                    read++;
                }
            }
        } while (read == CHUNK);
        return facts;
    }

    /** Facts in the order of the rows, until it is known how many products there are. */
    private static final class Facts {
        private static final int COLUMNS = 7;
        private final List<int[]> rows = new ArrayList<>();
        private int lastDay;

        void add(ProductNumbers numbers, ResultSet row) throws SQLException {
            int[] values = new int[COLUMNS + 1];
            values[0] = numbers.of(row.getString(1));
            for (int i = 1; i <= COLUMNS; i++) {
                values[i] = row.getInt(i + 1);
            }
            rows.add(values);
            lastDay = Math.max(lastDay, values[COLUMNS]);
        }

        ItemFacts build(int count) {
            var facts = new ItemFacts(lastDay + 1, count);
            int[][] columns = {
                facts.accounts(),
                facts.recentAccounts(),
                facts.latestAccounts(),
                facts.baskets(),
                facts.repeaters(),
                facts.firstDay(),
                facts.lastDay()
            };
            for (int[] row : rows) {
                for (int i = 0; i < COLUMNS; i++) {
                    columns[i][row[0]] = row[i + 1];
                }
            }
            return facts;
        }
    }
}
