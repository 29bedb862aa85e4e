package io.desirepath.persona.account;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.AccountProfile;
import io.desirepath.persona.account.domain.AccountSighting;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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
     * Makes stubs of the accounts that are not known, unless they were deleted after they were seen, and gives a name
     * to stubs that have none.
     *
     * @return the profiles that are new or changed
     */
    public List<AccountProfile> createStubs(Connection tx, Collection<AccountSighting> seen) throws SQLException {
        String sql = """
                INSERT INTO account AS a (id, name, stub, revision, created_at, updated_at)
                SELECT s.id, s.name, true, nextval('profile_revision'), now(), now()
                FROM unnest(?::text[], ?::text[], ?::timestamptz[]) AS s (id, name, at)
                LEFT JOIN account_tombstone t ON t.account_id = s.id
                LEFT JOIN account k ON k.id = s.id
                WHERE (t.deleted_at IS NULL OR t.deleted_at < s.at)
                  AND (k.id IS NULL OR k.stub AND k.name IS NULL AND s.name IS NOT NULL)
                ON CONFLICT (id) DO UPDATE
                SET name = excluded.name, revision = excluded.revision, updated_at = excluded.updated_at
                WHERE a.stub AND a.name IS NULL
                RETURNING id, name, country, industry, stub, revision""";
        try (PreparedStatement insert = tx.prepareStatement(sql)) {
            insert.setArray(1, texts(tx, seen.stream().map(s -> s.account().value())));
            insert.setArray(2, texts(tx, seen.stream().map(AccountSighting::name)));
            insert.setArray(3, texts(tx, seen.stream().map(s -> s.at().toString())));
            ResultSet rows = insert.executeQuery();
            List<AccountProfile> created = new ArrayList<>();
            while (rows.next()) {
                created.add(new AccountProfile(
                        new AccountId(rows.getString(1)),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        null,
                        null,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        rows.getBoolean(5),
                        rows.getLong(6)));
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
    }

    private static java.sql.Array texts(Connection tx, java.util.stream.Stream<String> values) throws SQLException {
        return tx.createArrayOf("text", values.toArray(String[]::new));
    }
}
