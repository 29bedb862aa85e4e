package io.desirepath.persona.contact;

import io.desirepath.contracts.ContactId;
import io.desirepath.persona.contact.domain.HeardContact;
import io.desirepath.persona.contact.domain.RoleInference;
import io.desirepath.persona.profile.HeardJson;
import io.desirepath.persona.profile.domain.HeardTraits;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds what was heard to contacts that exist, many at a time, under their locks. */
@ApplicationScoped
class ContactHearing {

    private record Row(String id, HeardTraits heard, ContactFacts before, ContactFacts after) {}

    private final RoleInference inference;

    ContactHearing(RoleInference inference) {
        this.inference = inference;
    }

    /** @return the ids of the contacts that look different to the readers of the profiles feed now */
    Set<String> hear(Connection tx, Map<ContactId, HeardTraits> news) throws SQLException {
        if (news.isEmpty()) {
            return Set.of();
        }
        List<Row> learnt = merge(tx, news);
        keep(tx, learnt);
        List<Row> changed =
                learnt.stream().filter(row -> !row.before.equals(row.after)).toList();
        settle(tx, changed);
        Set<String> published = new HashSet<>();
        changed.stream().filter(row -> !row.before.looksLike(row.after)).forEach(row -> published.add(row.id));
        return published;
    }

    private List<Row> merge(Connection tx, Map<ContactId, HeardTraits> news) throws SQLException {
        List<Row> learnt = new ArrayList<>();
        try (PreparedStatement select =
                tx.prepareStatement("SELECT id, declared::text, heard::text FROM contact WHERE id = ANY (?)")) {
            select.setArray(
                    1, texts(tx, news.keySet().stream().map(ContactId::value).toList()));
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                String id = rows.getString(1);
                ContactDescription declared = HeardJson.declared(rows.getString(2), ContactDescription.class);
                HeardTraits known = HeardJson.heard(rows.getString(3));
                HeardTraits merged =
                        known.merge(news.getOrDefault(new ContactId(id), HeardTraits.NONE), HeardContact.WELL_KNOWN);
                if (!merged.equals(known)) {
                    learnt.add(new Row(
                            id,
                            merged,
                            ContactFacts.settle(declared, known, inference),
                            ContactFacts.settle(declared, merged, inference)));
                }
            }
        }
        return learnt;
    }

    private static void keep(Connection tx, List<Row> learnt) throws SQLException {
        String sql = """
                UPDATE contact c SET heard = n.heard::jsonb
                FROM unnest(?::text[], ?::text[]) AS n (id, heard) WHERE c.id = n.id""";
        try (PreparedStatement update = tx.prepareStatement(sql)) {
            update.setArray(1, texts(tx, learnt.stream().map(Row::id).toList()));
            update.setArray(
                    2,
                    texts(
                            tx,
                            learnt.stream()
                                    .map(row -> HeardJson.write(row.heard.byName()))
                                    .toList()));
            update.executeUpdate();
        }
    }

    private static void settle(Connection tx, List<Row> changed) throws SQLException {
        String sql = """
                UPDATE contact
                SET email = ?, name = ?, title = ?, department = ?, seniority = ?, seniority_source = ?, role = ?,
                    role_source = ?, role_confidence = ?, role_words = ?, traits = ?::jsonb,
                    revision = nextval('profile_revision'), updated_at = now()
                WHERE id = ?""";
        try (PreparedStatement update = tx.prepareStatement(sql)) {
            for (Row row : changed) {
                ContactFacts now = row.after;
                update.setString(1, now.email());
                update.setString(2, now.name());
                update.setString(3, now.title());
                update.setString(4, now.department());
                update.setString(5, name(now.seniority()));
                update.setString(6, name(now.senioritySource()));
                update.setString(7, name(now.role()));
                update.setString(8, name(now.roleSource()));
                update.setObject(9, now.roleConfidence(), Types.DOUBLE);
                update.setArray(10, texts(tx, now.roleWords()));
                update.setString(11, HeardJson.write(now.traits()));
                update.setString(12, row.id);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private static Array texts(Connection tx, List<String> values) throws SQLException {
        return tx.createArrayOf("text", values.toArray());
    }
}
