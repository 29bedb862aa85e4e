package io.desirepath.journey.segment.profile;

import io.desirepath.contracts.AccountProfile;
import io.desirepath.journey.segment.profile.SegmentProfiles.Told;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The rows of {@code segment_account}. */
final class AccountRows {

    // Old and new are compared in one statement; of an account that was not there nothing was known.
    private static final String SAVE = """
            WITH told AS (
                SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[])
                       AS t (account_id, name, country, industry, employees, revision)),
            old AS (
                SELECT t.account_id, a.name, a.country, a.industry, a.employees
                FROM told t LEFT JOIN segment_account a USING (account_id)),
            saved AS (
                INSERT INTO segment_account AS a SELECT * FROM told
                ON CONFLICT (account_id) DO UPDATE
                SET name = excluded.name, country = excluded.country, industry = excluded.industry,
                    employees = excluded.employees, revision = excluded.revision
                WHERE excluded.revision >= a.revision
                RETURNING a.*)
            SELECT s.account_id FROM saved s JOIN old o USING (account_id)
            WHERE (s.name, s.country, s.industry, s.employees)
                  IS DISTINCT FROM (o.name, o.country, o.industry, o.employees)""";

    private static final String DELETE = """
            DELETE FROM segment_account a USING unnest(?::text[], ?::bigint[]) AS t (account_id, revision)
            WHERE a.account_id = t.account_id AND a.revision <= t.revision
            RETURNING a.account_id""";

    private AccountRows() {}

    static void save(Connection tx, Map<String, Told<AccountProfile>> told, DueSubjects due) throws SQLException {
        Map<String, AccountProfile> present = new HashMap<>();
        Map<String, AccountProfile> deleted = new HashMap<>();
        told.forEach((id, last) -> (last.isDeleted() ? deleted : present).put(id, last.state()));
        if (!present.isEmpty()) {
            due.addAccounts(save(tx, present));
        }
        if (!deleted.isEmpty()) {
            try (PreparedStatement delete = tx.prepareStatement(DELETE)) {
                new Columns<>(tx, delete, deleted)
                        .add("text", (id, account) -> id)
                        .add("bigint", (id, account) -> account.revision());
                due.addAccounts(Columns.ids(delete));
            }
        }
    }

    private static Set<String> save(Connection tx, Map<String, AccountProfile> present) throws SQLException {
        try (PreparedStatement save = tx.prepareStatement(SAVE)) {
            new Columns<>(tx, save, present)
                    .add("text", (id, account) -> id)
                    .add("text", (id, account) -> account.name())
                    .add("text", (id, account) -> account.country())
                    .add("text", (id, account) -> account.industry())
                    .add("int", (id, account) -> account.employees())
                    .add("bigint", (id, account) -> account.revision());
            return Columns.ids(save);
        }
    }
}
