package io.desirepath.persona.account;

import io.desirepath.contracts.AccountId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The accounts in PostgreSQL. What writes runs under the accounts' locks. */
@ApplicationScoped
public class Accounts implements PanacheRepositoryBase<AccountEntity, String> {

    public boolean exists(AccountId account) {
        return count("id", account.value()) > 0;
    }

    /** Up to {@code count} accounts in the order of their ids, from the one after the given id. */
    List<AccountEntity> after(String id, int count) {
        return find("id > ?1 order by id", id).range(0, count - 1).list();
    }

    /**
     * Makes stubs of the accounts that are not known.
     *
     * @return the ids of those that are new
     */
    public Set<String> createStubs(Connection tx, Collection<AccountId> named) throws SQLException {
        String sql = """
                INSERT INTO account (id, stub, revision, created_at, updated_at)
                SELECT n.id, true, nextval('profile_revision'), now(), now()
                FROM unnest(?::text[]) AS n (id)
                WHERE NOT EXISTS (SELECT FROM account a WHERE a.id = n.id)
                ON CONFLICT DO NOTHING
                RETURNING id""";
        try (PreparedStatement insert = tx.prepareStatement(sql)) {
            insert.setArray(
                    1,
                    tx.createArrayOf(
                            "text",
                            named.stream().map(AccountId::value).sorted().toArray()));
            ResultSet rows = insert.executeQuery();
            Set<String> created = new HashSet<>();
            while (rows.next()) {
                created.add(rows.getString(1));
            }
            return created;
        }
    }

    /** Activity that happened until now will not bring the account back. */
    void bury(Connection tx, AccountId account) throws SQLException {
        String sql = """
                INSERT INTO account_tombstone (account_id, deleted_at) VALUES (?, clock_timestamp())
                ON CONFLICT (account_id) DO UPDATE SET deleted_at = excluded.deleted_at""";
        try (PreparedStatement insert = tx.prepareStatement(sql)) {
            insert.setString(1, account.value());
            insert.executeUpdate();
        }
        try (PreparedStatement delete =
                tx.prepareStatement("DELETE FROM trait_misfit WHERE subject = 'account' AND subject_id = ?")) {
            delete.setString(1, account.value());
            delete.executeUpdate();
        }
    }
}
