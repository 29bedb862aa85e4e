package io.desirepath.recommendation.candidate;

import io.desirepath.recommendation.candidate.domain.ModelLists.ChangedComplements;
import io.desirepath.recommendation.catalog.ChangedRows;
import io.desirepath.recommendation.catalog.domain.ProductNumbers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lists of a model version that orders changed since its training, as this pod knows them. Not for several threads. */
final class ChangedLists {

    private static final List<String> KEY = List.of("model_version", "product_id");
    private static final String COLUMNS = "other_ids, scores, baskets, accounts";

    private final ProductNumbers numbers;
    private final Map<Integer, ChangedComplements> lists = new HashMap<>();
    /** The transactions of the lists: a row comes again while an older transaction is open. */
    private final Map<Integer, String> changedIn = new HashMap<>();

    private @Nullable String version;
    private long seenBelow;
    /** Kept, so that what was read of a round that failed half-way is told of after the next. */
    private boolean news;

    ChangedLists(ProductNumbers numbers) {
        this.numbers = numbers;
    }

    Map<Integer, ChangedComplements> present() {
        return lists;
    }

    /** @return whether something changed since the last time */
    boolean follow(Connection c, String ofVersion) throws SQLException {
        if (!ofVersion.equals(version)) {
            version = ofVersion;
            seenBelow = 0;
            lists.clear();
            changedIn.clear();
        }
        seenBelow = ChangedRows.round(
                c,
                seenBelow,
                changed -> changed.of(
                        "changed_list",
                        COLUMNS,
                        KEY,
                        row -> news |= row.getString(2).equals(ofVersion) && read(row),
                        () -> {}));
        boolean told = news;
        news = false;
        return told;
    }

    private boolean read(ResultSet row) throws SQLException {
        int product = numbers.of(row.getString(3));
        String transaction = row.getString(1);
        if (Objects.equals(changedIn.put(product, transaction), transaction)) {
            return false;
        }
        String[] others = (String[]) row.getArray(4).getArray();
        Double[] scores = (Double[]) row.getArray(5).getArray();
        lists.put(
                product,
                new ChangedComplements(
                        Arrays.stream(others).mapToInt(numbers::of).toArray(),
                        Arrays.stream(scores).mapToDouble(Double::doubleValue).toArray(),
                        ints(row.getArray(6)),
                        ints(row.getArray(7))));
        return true;
    }

    private static int[] ints(java.sql.Array array) throws SQLException {
        return Arrays.stream((Integer[]) array.getArray())
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
