package io.desirepath.persona.persona;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Where accounts stand in their journeys, as far as this service has heard. */
@ApplicationScoped
class AccountStages {

    private static final String TABLE = "SELECT to_regclass('account_stage') IS NOT NULL";

    private static final String STAGES =
            "SELECT account_id, stage FROM account_stage WHERE account_id = ANY (?) AND stage IS NOT NULL";

    /** The stage of each of the accounts that has one. */
    Map<AccountId, Stage> of(Connection c, Collection<AccountId> accounts) throws SQLException {
        Map<AccountId, Stage> stages = new HashMap<>();
        if (accounts.isEmpty() || !heard(c)) {
            return stages;
        }
        try (PreparedStatement select = c.prepareStatement(STAGES)) {
            select.setArray(
                    1,
                    c.createArrayOf(
                            "text", accounts.stream().map(AccountId::value).toArray()));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                stages.put(new AccountId(rows.getString(1)), Stage.valueOf(rows.getString(2)));
            }
            return stages;
        }
    }

    /** Stages come by a feed that this service need not read. */
    private static boolean heard(Connection c) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(TABLE)) {
            ResultSet row = select.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }
}
