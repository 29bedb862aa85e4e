package io.desirepath.journey.identity;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.journey.identity.domain.Link;
import io.desirepath.journey.identity.domain.Link.Origin;
import io.desirepath.journey.identity.domain.Membership;
import io.desirepath.journey.identity.domain.Moment;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was said about who is who, in PostgreSQL. Rows of links and memberships are only ever added. */
@Singleton
class PostgresIdentity {

    private static final String LINKS = """
            SELECT anonymous_id, at, message_id, contact_id, origin, confirmed
            FROM identity_link WHERE anonymous_id = ANY (?::text[])""";

    /** Visitors who were said to act for an account, and to be one of the contacts. */
    private static final String VISITORS_IN_ACCOUNTS = """
            SELECT DISTINCT l.anonymous_id FROM identity_link l
            WHERE l.contact_id = ANY (?::text[])
              AND EXISTS (SELECT FROM identity_membership m WHERE m.anonymous_id = l.anonymous_id AND m.user_id IS NULL)""";

    private static final String MEMBERSHIPS = """
            SELECT message_id, at, account_id, user_id, anonymous_id, confirmed
            FROM identity_membership
            WHERE user_id = ANY (?::text[]) OR user_id IS NULL AND anonymous_id = ANY (?::text[])""";

    private static final String DOMAINS =
            "SELECT contact_id, domain, at, message_id FROM contact_domain WHERE contact_id = ANY (?::text[])";

    private static final String OWNERS = """
            SELECT d.domain, min(a.account_id) AS account_id
            FROM unnest(?::text[]) AS d (domain) JOIN account_profile a ON a.domains @> ARRAY[d.domain]
            GROUP BY d.domain HAVING count(*) = 1""";

    private static final String ADD_LINKS = """
            INSERT INTO identity_link (anonymous_id, at, message_id, contact_id, origin, confirmed, received_at)
            SELECT l.*, ?::timestamptz
            FROM unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::boolean[]) AS l""";

    private static final String ADD_MEMBERSHIPS = """
            INSERT INTO identity_membership (message_id, at, account_id, user_id, anonymous_id, confirmed, received_at)
            SELECT m.*, ?::timestamptz
            FROM unnest(?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::boolean[]) AS m""";

    private static final String ADD_DOMAINS = """
            INSERT INTO contact_domain AS c (contact_id, domain, at, message_id)
            SELECT * FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::text[])
            ON CONFLICT (contact_id) DO UPDATE
            SET domain = excluded.domain, at = excluded.at, message_id = excluded.message_id
            WHERE (excluded.at, excluded.message_id) > (c.at, c.message_id)""";

    /**
     * @param visitors those asked for
     * @param contacts those asked for; those that the visitors were linked to are added
     */
    KnownFacts load(Connection c, Collection<String> visitors, Collection<String> contacts) throws SQLException {
        Set<String> allVisitors = new HashSet<>(visitors);
        Set<String> allContacts = new HashSet<>(contacts);
        List<Link> links = new ArrayList<>(links(c, visitors));
        links.forEach(link -> allContacts.add(link.contact().value()));
        Set<String> more = visitorsInAccounts(c, allContacts);
        more.removeAll(allVisitors);
        links.addAll(links(c, more));
        allVisitors.addAll(more);
        Map<ContactId, EmailFact> domains = domains(c, allContacts);
        return new KnownFacts(links, memberships(c, allContacts, allVisitors), domains, Map.of());
    }

    /** Which of the domains point to one account only, and to which. */
    Map<String, AccountId> owners(Connection c, Collection<String> domains) throws SQLException {
        return query(c, OWNERS, row -> Map.entry(row.getString(1), new AccountId(row.getString(2))), domains).stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Who was said to be the contact, newest first. */
    List<Link> linksTo(Connection c, ContactId contact, int limit) throws SQLException {
        return query(
                c,
                "SELECT anonymous_id, at, message_id, contact_id, origin, confirmed FROM identity_link"
                        + " WHERE contact_id = ANY (?::text[]) ORDER BY at DESC, message_id DESC LIMIT " + limit,
                PostgresIdentity::link,
                List.of(contact.value()));
    }

    void add(Connection tx, NewFacts news, Instant receivedAt) throws SQLException {
        if (!news.links().isEmpty()) {
            try (PreparedStatement insert = tx.prepareStatement(ADD_LINKS)) {
                insert.setString(1, receivedAt.toString());
                set(insert, 2, news.links(), Link::anonymousId);
                set(insert, 3, news.links(), l -> l.moment().at());
                set(insert, 4, news.links(), l -> l.moment().messageId());
                set(insert, 5, news.links(), Link::contact);
                set(insert, 6, news.links(), Link::origin);
                set(insert, 7, news.links(), Link::confirmed);
                insert.executeUpdate();
            }
        }
        if (!news.memberships().isEmpty()) {
            try (PreparedStatement insert = tx.prepareStatement(ADD_MEMBERSHIPS)) {
                insert.setString(1, receivedAt.toString());
                set(insert, 2, news.memberships(), m -> m.moment().messageId());
                set(insert, 3, news.memberships(), m -> m.moment().at());
                set(insert, 4, news.memberships(), Membership::account);
                set(insert, 5, news.memberships(), Membership::userId);
                set(insert, 6, news.memberships(), Membership::anonymousId);
                set(insert, 7, news.memberships(), Membership::confirmed);
                insert.executeUpdate();
            }
        }
        if (!news.domains().isEmpty()) {
            List<Map.Entry<ContactId, EmailFact>> rows =
                    List.copyOf(news.domains().entrySet());
            try (PreparedStatement insert = tx.prepareStatement(ADD_DOMAINS)) {
                set(insert, 1, rows, Map.Entry::getKey);
                set(insert, 2, rows, e -> e.getValue().domain());
                set(insert, 3, rows, e -> e.getValue().moment().at());
                set(insert, 4, rows, e -> e.getValue().moment().messageId());
                insert.executeUpdate();
            }
        }
    }

    private static List<Link> links(Connection c, Collection<String> visitors) throws SQLException {
        return visitors.isEmpty() ? List.of() : query(c, LINKS, PostgresIdentity::link, visitors);
    }

    private static Set<String> visitorsInAccounts(Connection c, Collection<String> contacts) throws SQLException {
        return contacts.isEmpty()
                ? new HashSet<>()
                : new HashSet<>(query(c, VISITORS_IN_ACCOUNTS, row -> row.getString(1), contacts));
    }

    private static List<Membership> memberships(Connection c, Collection<String> contacts, Collection<String> visitors)
            throws SQLException {
        return query(
                c,
                MEMBERSHIPS,
                row -> new Membership(
                        moment(row),
                        new AccountId(row.getString("account_id")),
                        contact(row.getString("user_id")),
                        row.getString("anonymous_id"),
                        row.getBoolean("confirmed")),
                contacts,
                visitors);
    }

    private static Map<ContactId, EmailFact> domains(Connection c, Collection<String> contacts) throws SQLException {
        Map<ContactId, EmailFact> found = new HashMap<>();
        if (!contacts.isEmpty()) {
            query(
                            c,
                            DOMAINS,
                            row -> Map.entry(
                                    new ContactId(row.getString("contact_id")),
                                    new EmailFact(moment(row), row.getString("domain"))),
                            contacts)
                    .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        }
        return found;
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                moment(row),
                row.getString("anonymous_id"),
                new ContactId(row.getString("contact_id")),
                row.getBoolean("confirmed"),
                Origin.valueOf(row.getString("origin")));
    }

    private static Moment moment(ResultSet row) throws SQLException {
        return new Moment(row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("message_id"));
    }

    private static @Nullable ContactId contact(@Nullable String id) {
        return id == null ? null : new ContactId(id);
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    @SafeVarargs
    private static <T> List<T> query(Connection c, String sql, RowReader<T> reader, Collection<String>... parameters)
            throws SQLException {
        List<T> found = new ArrayList<>();
        try (PreparedStatement select = c.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setArray(i + 1, c.createArrayOf("text", parameters[i].toArray(String[]::new)));
            }
            ResultSet rows = select.executeQuery();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }

    /** The values' texts are what PostgreSQL reads. */
    private static <T> void set(
            PreparedStatement statement, int index, List<T> rows, Function<T, @Nullable Object> column)
            throws SQLException {
        Object[] values = rows.stream()
                .map(column)
                .map(value -> value == null ? null : value.toString())
                .toArray();
        statement.setArray(index, statement.getConnection().createArrayOf("text", values));
    }
}
