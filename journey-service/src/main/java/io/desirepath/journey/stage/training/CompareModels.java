package io.desirepath.journey.stage.training;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.ActivityHistory;
import io.desirepath.journey.stage.ModelAtWork;
import io.desirepath.journey.stage.domain.Contribution;
import io.desirepath.journey.stage.domain.Explanation;
import io.desirepath.journey.stage.domain.JourneyState;
import io.desirepath.journey.stage.domain.Observation;
import io.desirepath.journey.stage.domain.Standing;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Walks journeys by two models, and lists the accounts that would stand elsewhere, with the reason. */
@Singleton
class CompareModels {

    private static final int CHUNK = 100;
    /** One answer looks at so many accounts at most, so that it does not take minutes where few differ. */
    private static final int MOST_ACCOUNTS = 5_000;

    private static final int REASONS = 3;

    private static final String NEXT = """
            SELECT account_id, first_at FROM account_stage
            WHERE account_id > ? AND state IS NOT NULL ORDER BY account_id LIMIT ?""";

    private final DataSource database;
    private final ActivityHistory history;

    CompareModels(DataSource database, ActivityHistory history) {
        this.database = database;
        this.history = history;
    }

    @Schema(name = "JourneyModelComparison", description = "Accounts that would stand elsewhere, in the order of ids.")
    record Comparison(
            String version,
            String with,

            @Schema(description = "Accounts looked at for this page, 5,000 at most; a page may have none that differ.")
            int accounts,

            List<Change> changes,
            @Nullable String nextPageToken) {}

    @Schema(name = "JourneyModelChange")
    record Change(
            String accountId,

            @Schema(description = "By the other model.") Stage from,

            @Schema(description = "By this one.") Stage to,

            @Schema(description = "Of the stage it would be in, by this model.")
            double probability,

            @Schema(description = "Of the same stage, by the other model.")
            double probabilityBefore,

            @Schema(description = "What speaks most for and against it by this model, the largest first.")
            List<String> why) {}

    /** @param last the last account looked at, null if there are no more */
    record Found(
            int accounts, List<Change> changes, @Nullable String last) {}

    Found compare(ModelAtWork model, ModelAtWork with, String after, int limit, Instant now) throws SQLException {
        List<Change> changes = new ArrayList<>();
        String last = after;
        int accounts = 0;
        while (accounts < MOST_ACCOUNTS) {
            Map<AccountId, List<Observation>> chunk = new LinkedHashMap<>();
            int read = read(last, chunk);
            for (Map.Entry<AccountId, List<Observation>> entry : chunk.entrySet()) {
                accounts++;
                last = entry.getKey().value();
                Change change = change(model, with, entry.getKey(), entry.getValue(), now);
                if (change != null) {
                    changes.add(change);
                    if (changes.size() == limit) {
                        return new Found(accounts, changes, last);
                    }
                }
            }
            if (read < CHUNK) {
                return new Found(accounts, changes, null);
            }
        }
        return new Found(accounts, changes, last);
    }

    /** @return how many accounts were read; those without evidence are in it too */
    private int read(String after, Map<AccountId, List<Observation>> chunk) throws SQLException {
        Map<AccountId, Instant> from = new LinkedHashMap<>();
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(NEXT)) {
            select.setString(1, after);
            select.setInt(2, CHUNK);
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                from.put(
                        new AccountId(rows.getString("account_id")),
                        rows.getObject("first_at", OffsetDateTime.class).toInstant());
            }
            Map<AccountId, List<Observation>> found = history.observations(c, from);
            from.keySet().forEach(account -> chunk.put(account, found.getOrDefault(account, List.of())));
        }
        return from.size();
    }

    private static @Nullable Change change(
            ModelAtWork model, ModelAtWork with, AccountId account, List<Observation> all, Instant now) {
        if (all.isEmpty()) {
            return null;
        }
        Standing before = standing(with, all, now);
        Standing after = standing(model, all, now);
        if (before.stage() == after.stage()) {
            return null;
        }
        JourneyState start = model.filter().start(all.getFirst().at());
        Explanation why = model.explanation().explain(start, all, now, REASONS);
        return new Change(
                account.value(),
                before.stage(),
                after.stage(),
                after.probabilities().getOrDefault(after.stage(), 0.0),
                before.probabilities().getOrDefault(after.stage(), 0.0),
                why.contributions().stream().map(Contribution::text).toList());
    }

    private static Standing standing(ModelAtWork model, List<Observation> all, Instant now) {
        JourneyState state = model.filter().start(all.getFirst().at());
        for (Observation observation : all) {
            state = model.filter().advance(state, observation).state();
        }
        return model.filter().asOf(state, now);
    }
}
