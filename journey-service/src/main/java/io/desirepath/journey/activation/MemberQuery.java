package io.desirepath.journey.activation;

import io.desirepath.journey.activation.domain.MemberChoice;
import io.desirepath.journey.activation.domain.MemberField;
import io.desirepath.journey.activation.domain.Purpose;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a segment's members in PostgreSQL, in the order of ids. Nobody who denied profiling is among them, and for a
 * purpose only those who granted it.
 */
final class MemberQuery {

    /** A row's place: the member's id, and that of its contact in rows for contacts of accounts, else nothing. */
    record Place(String member, String contact) {
        static final Place BEGINNING = new Place("", "");
    }

    private static final String MEMBERS = "segment_member m";
    private static final String DESCRIBED = " LEFT JOIN account_stage s ON s.account_id = m.subject_id"
            + " LEFT JOIN segment_account a ON a.account_id = m.subject_id";

    private final String segment;
    private final MemberChoice choice;

    MemberQuery(String segment, MemberChoice choice) {
        this.segment = segment;
        this.choice = choice;
    }

    MemberChoice choice() {
        return choice;
    }

    /** The chosen fields, and behind them the row's {@link Place}; some rows, or all without a limit. */
    PreparedStatement rows(Connection c, Place after, @Nullable Integer limit) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT ");
        choice.fields().forEach(field -> sql.append(expression(field)).append(", "));
        sql.append("m.subject_id, ").append(secondKey());
        sql.append(" FROM ")
                .append(tables())
                .append(" WHERE m.segment_id = ? AND m.subject_id >= ? AND (m.subject_id, ");
        sql.append(secondKey()).append(") > (?, ?) AND ").append(mayBeListed());
        sql.append(" ORDER BY m.subject_id, ").append(secondKey());
        sql.append(limit == null ? "" : " LIMIT " + limit);
        PreparedStatement select = c.prepareStatement(sql.toString());
        select.setString(1, segment);
        select.setString(2, after.member());
        select.setString(3, after.member());
        select.setString(4, after.contact());
        return select;
    }

    Place place(ResultSet row) throws SQLException {
        int fields = choice.fields().size();
        return new Place(row.getString(fields + 1), row.getString(fields + 2));
    }

    /** How many rows there would be besides, if everybody had agreed. */
    long withheld(Connection c) throws SQLException {
        if (!choice.rows().isOfPersons()) {
            return 0;
        }
        try (PreparedStatement count = c.prepareStatement(
                "SELECT count(*) FROM " + tables() + " WHERE m.segment_id = ? AND NOT (" + mayBeListed() + ")")) {
            count.setString(1, segment);
            ResultSet row = count.executeQuery();
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private String tables() {
        return switch (choice.rows()) {
            case ACCOUNTS -> MEMBERS + DESCRIBED;
            case CONTACTS -> MEMBERS + " LEFT JOIN segment_contact c ON c.contact_id = m.subject_id";
            case CONTACTS_OF_ACCOUNTS ->
                MEMBERS + DESCRIBED + " JOIN segment_contact_account l ON l.account_id = m.subject_id"
                        + " LEFT JOIN segment_contact c ON c.contact_id = l.contact_id";
        };
    }

    private String mayBeListed() {
        if (!choice.rows().isOfPersons()) {
            return "true";
        }
        String profiled = "coalesce(c.profiling, 'UNKNOWN') <> 'DENIED'";
        return choice.purpose()
                .map(purpose -> profiled + " AND coalesce(" + consent(purpose) + ", 'UNKNOWN') = 'GRANTED'")
                .orElse(profiled);
    }

    private static String consent(Purpose purpose) {
        return switch (purpose) {
            case MARKETING_EMAIL -> "c.marketing_email";
            case ADVERTISING -> "c.advertising";
        };
    }

    private String contact() {
        return switch (choice.rows()) {
            case ACCOUNTS, CONTACTS -> "m.subject_id";
            case CONTACTS_OF_ACCOUNTS -> "l.contact_id";
        };
    }

    private String secondKey() {
        return switch (choice.rows()) {
            case ACCOUNTS, CONTACTS -> "''::text";
            case CONTACTS_OF_ACCOUNTS -> "l.contact_id";
        };
    }

    private String expression(MemberField field) {
        return switch (field) {
            case ACCOUNT_ID -> "m.subject_id";
            case CONTACT_ID -> contact();
            case ENTERED_AT -> "m.entered_at";
            case REASON -> "m.reason::text";
            case STAGE, HUBSPOT_LIFECYCLE_STAGE, SIXSENSE_STAGE -> "s.stage";
            case STAGE_SINCE ->
                "(SELECT t.at FROM stage_transition t WHERE t.account_id = m.subject_id"
                        + " ORDER BY t.revision DESC LIMIT 1)";
            case NAME -> "a.name";
            case COUNTRY -> "a.country";
            case INDUSTRY -> "a.industry";
            case EMPLOYEES -> "a.employees";
            case ACCOUNT_IDS ->
                "ARRAY(SELECT o.account_id FROM segment_contact_account o WHERE o.contact_id = " + contact()
                        + " ORDER BY o.account_id)";
            case ROLE -> "c.role";
            case PERSONA -> "c.persona_id";
            case EMAIL_SHA256 -> "c.email_sha256";
        };
    }
}
