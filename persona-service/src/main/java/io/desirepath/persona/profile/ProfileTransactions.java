package io.desirepath.persona.profile;

import io.desirepath.service.feed.AccountLocks;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import javax.sql.DataSource;

/**
 * The only way to change profiles: one writer per account or contact at a time. The locks come before the
 * transaction's first write, which the order of the feed rests on, and before its first read, so that a writer decides
 * upon what the writer before it left. Hibernate and plain SQL share the transaction's connection.
 */
@ApplicationScoped
public class ProfileTransactions {

    /** What happens under the locks. */
    public interface Work<T> {
        T in(Connection tx) throws SQLException;
    }

    private final DataSource database;

    ProfileTransactions(DataSource database) {
        this.database = database;
    }

    /** @param subjects the ids of the accounts and contacts that may change */
    public <T> T change(Collection<String> subjects, Work<T> work) {
        return QuarkusTransaction.requiringNew()
                .call(() -> run(tx -> {
                    AccountLocks.lock(tx, subjects);
                    return work.in(tx);
                }));
    }

    /** Plain SQL outside of a transaction. */
    public <T> T read(Work<T> work) {
        return run(work);
    }

    /** A number higher than every revision so far. Drawing it is a write, so it needs the subject's lock. */
    public long nextRevision(Connection tx) throws SQLException {
        try (Statement sql = tx.createStatement()) {
            ResultSet row = sql.executeQuery("SELECT nextval('profile_revision')");
            row.next();
            return row.getLong(1);
        }
    }

    private <T> T run(Work<T> work) {
        try (Connection tx = database.getConnection()) {
            return work.in(tx);
        } catch (SQLException e) {
            throw new IllegalStateException("the profile store failed", e);
        }
    }
}
