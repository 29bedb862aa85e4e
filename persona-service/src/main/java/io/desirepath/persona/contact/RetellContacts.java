package io.desirepath.persona.contact;

import io.desirepath.contracts.Feeds;
import io.desirepath.persona.profile.ProfileTransactions;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.lock.AdvisoryLock;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Tells of contacts again what the feed did not tell when they were told last, once after an upgrade. Nothing about them
 * has changed, so their revisions stay: readers that know all they need pass over it.
 */
@Singleton
public class RetellContacts {

    private static final int CHUNK = 500;
    private static final long REST_MILLIS = 200;

    private final DataSource database;
    private final ProfileTransactions transactions;
    private final ChangeFeed profiles;

    RetellContacts(
            DataSource database, ProfileTransactions transactions, @Identifier(Feeds.PROFILES) ChangeFeed profiles) {
        this.database = database;
        this.transactions = transactions;
        this.profiles = profiles;
    }

    @Scheduled(every = "10s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void work() throws SQLException, InterruptedException {
        Optional<AdvisoryLock> lock = AdvisoryLock.tryTake(database, "contact retelling");
        if (lock.isEmpty()) {
            return;
        }
        try (AdvisoryLock held = lock.get()) {
            while (tellNext()) {
                Thread.sleep(REST_MILLIS);
            }
        }
    }

    /** @return whether there may be more */
    private boolean tellNext() {
        List<String> contacts = transactions.read(RetellContacts::next);
        return transactions.change(contacts, tx -> {
            profiles.append(tx, ContactProfiles.updated(tx, contacts));
            advance(tx, contacts);
            return !contacts.isEmpty();
        });
    }

    private static List<String> next(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("""
                SELECT id FROM contact
                WHERE id > (SELECT after_contact FROM contact_retelling) AND (seniority IS NOT NULL OR consents <> '{}')
                ORDER BY id LIMIT ?""")) {
            select.setInt(1, CHUNK);
            ResultSet rows = select.executeQuery();
            List<String> contacts = new ArrayList<>();
            while (rows.next()) {
                contacts.add(rows.getString(1));
            }
            return contacts;
        }
    }

    private static void advance(Connection tx, List<String> told) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                told.isEmpty() ? "DELETE FROM contact_retelling" : "UPDATE contact_retelling SET after_contact = ?")) {
            if (!told.isEmpty()) {
                update.setString(1, told.getLast());
            }
            update.executeUpdate();
        }
    }
}
