package io.desirepath.persona.persona;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.PersonaId;
import io.desirepath.persona.persona.PersonaReality.Purchases;
import io.desirepath.persona.persona.domain.Claims.Tally;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What the contacts of a persona do, summed up. A contact counts for its most probable persona, if that is probable, and
 * unless it denied to be profiled.
 */
@ApplicationScoped
class PostgresBehaviour {

    private static final String CONTACTS = """
            (SELECT contact_id FROM contact_persona JOIN contact c ON c.id = contact_id
             WHERE persona_id = ? AND persona_probability >= 0.5 AND persona_may_profile(to_jsonb(c))) p""";

    private static final String TALLY = """
            SELECT %1$s, sum(count), sum(count) / sum(sum(count)) OVER ()
            FROM contact_behaviour JOIN %2$s USING (contact_id)
            WHERE day > ? GROUP BY %1$s ORDER BY 2 DESC, 1""";

    private static final String PURCHASES = """
            SELECT coalesce(sum(count), 0), count(DISTINCT account_id)
            FROM contact_behaviour JOIN %s USING (contact_id)
            WHERE day > ? AND lower(event) = 'order completed'""".formatted(CONTACTS);

    long contacts(Connection c, PersonaId persona) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("SELECT count(*) FROM " + CONTACTS)) {
            select.setString(1, persona.value());
            ResultSet row = select.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** The accounts that the contacts act for. */
    List<AccountId> accounts(Connection c, PersonaId persona) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(
                "SELECT DISTINCT account_id FROM contact_account JOIN " + CONTACTS + " USING (contact_id)")) {
            select.setString(1, persona.value());
            ResultSet rows = select.executeQuery();
            List<AccountId> accounts = new ArrayList<>();
            while (rows.next()) {
                accounts.add(new AccountId(rows.getString(1)));
            }
            return accounts;
        }
    }

    List<Tally> touchpoints(Connection c, PersonaId persona, LocalDate after) throws SQLException {
        return tallies(c, TALLY.formatted("touchpoint", CONTACTS), persona, after);
    }

    List<Tally> events(Connection c, PersonaId persona, LocalDate after) throws SQLException {
        return tallies(c, TALLY.formatted("event", CONTACTS), persona, after);
    }

    Purchases purchases(Connection c, PersonaId persona, LocalDate after) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(PURCHASES)) {
            select.setString(1, persona.value());
            select.setObject(2, after);
            ResultSet row = select.executeQuery();
            row.next();
            return new Purchases(row.getLong(1), row.getLong(2));
        }
    }

    private static List<Tally> tallies(Connection c, String sql, PersonaId persona, LocalDate after)
            throws SQLException {
        try (PreparedStatement select = c.prepareStatement(sql)) {
            select.setString(1, persona.value());
            select.setObject(2, after);
            ResultSet rows = select.executeQuery();
            List<Tally> tallies = new ArrayList<>();
            while (rows.next()) {
                tallies.add(
                        new Tally(rows.getString(1), rows.getLong(2), Math.round(rows.getDouble(3) * 1000) / 1000.0));
            }
            return tallies;
        }
    }
}
