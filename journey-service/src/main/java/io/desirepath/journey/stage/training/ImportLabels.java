package io.desirepath.journey.stage.training;

import io.desirepath.contracts.AccountId;
import io.desirepath.journey.stage.StageNames;
import io.desirepath.journey.stage.training.SentLabel.Label;
import io.desirepath.service.feed.AccountLocks;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.Refusals;
import io.desirepath.service.privacy.Subject;
import io.desirepath.service.privacy.Tombstones;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Stores what can be used of the labels that were sent, and says of each of the others why it could not be. */
@Singleton
class ImportLabels {

    private static final int CHUNK = 500;

    private final DataSource database;
    private final PostgresLabels labels;
    private final Tombstones tombstones;
    private final StageNames names = StageNames.load();

    ImportLabels(DataSource database, PostgresLabels labels, Tombstones tombstones) {
        this.database = database;
        this.labels = labels;
        this.tombstones = tombstones;
    }

    @Schema(name = "JourneyLabelImport", description = "What became of each label: received = stored + rejected.")
    record Outcome(
            int received,

            @Schema(description = "Stored, or stored before.")
            int stored,

            int rejected,
            List<Rejected> rejects) {}

    /** @param line of the file, the header being 1, or the place in the list, counted from 1 */
    @Schema(name = "RejectedJourneyLabel")
    record Rejected(long line, String reason) {}

    /** @param line where it stood */
    record Numbered(long line, SentLabel sent) {}

    /** @param broken lines that could not even be read */
    Outcome run(List<Numbered> sent, List<Rejected> broken, Instant now) {
        List<Rejected> rejects = new ArrayList<>(broken);
        Map<Long, Label> usable = new LinkedHashMap<>();
        for (Numbered label : sent) {
            try {
                usable.put(label.line(), label.sent().label(names, now));
            } catch (IllegalArgumentException e) {
                rejects.add(new Rejected(label.line(), String.valueOf(e.getMessage())));
            }
        }
        List<Map.Entry<Long, Label>> all = List.copyOf(usable.entrySet());
        int stored = 0;
        for (int begin = 0; begin < all.size(); begin += CHUNK) {
            List<Map.Entry<Long, Label>> chunk = all.subList(begin, Math.min(begin + CHUNK, all.size()));
            List<Rejected> refused = QuarkusTransaction.requiringNew().call(() -> save(chunk));
            stored += chunk.size() - refused.size();
            rejects.addAll(refused);
        }
        rejects.sort(Comparator.comparingLong(Rejected::line));
        return new Outcome(sent.size() + broken.size(), stored, rejects.size(), rejects);
    }

    private List<Rejected> save(List<Map.Entry<Long, Label>> chunk) throws SQLException {
        List<Rejected> refused = new ArrayList<>();
        try (Connection tx = database.getConnection()) {
            ErasureLock.shared(tx);
            Set<String> accounts = chunk.stream()
                    .map(entry -> entry.getValue().account().value())
                    .collect(Collectors.toSet());
            Refusals erased = tombstones.refusals(
                    tx, accounts.stream().map(Subject::account).collect(Collectors.toSet()));
            AccountLocks.lock(tx, accounts);
            // Of two of one account and moment, the later one counts.
            Map<Key, Label> admitted = new LinkedHashMap<>();
            for (Map.Entry<Long, Label> entry : chunk) {
                Label label = entry.getValue();
                if (erased.refusesAccount(label.account().value(), label.at())) {
                    refused.add(new Rejected(entry.getKey(), "accountId: the account was erased"));
                } else {
                    admitted.put(new Key(label.account(), label.at()), label);
                }
            }
            labels.save(tx, List.copyOf(admitted.values()));
        }
        return refused;
    }

    private record Key(AccountId account, Instant at) {}
}
