package io.desirepath.recommendation.accountcontext;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.AccountContext.Person;
import io.desirepath.recommendation.accountcontext.domain.AccountContext.Standing;
import io.desirepath.recommendation.accountcontext.domain.AccountContext.View;
import io.desirepath.recommendation.accountcontext.domain.NetPurchases;
import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.accountcontext.domain.Purchase;
import io.desirepath.recommendation.catalog.contract.domain.Buyer;
import io.desirepath.recommendation.catalog.contract.domain.Buyer.Party;
import io.desirepath.service.feed.FeedJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Contexts as PostgreSQL has them: the truth. */
@ApplicationScoped
public class PostgresContexts {

    // Up to the topmost parent that anybody has named, however the parents are mixed up.
    private static final String LINEAGE = """
            WITH RECURSIVE line AS (
                SELECT account_id, country, price_group, catalog_group, parent_id, ARRAY[account_id] AS path
                FROM account_context WHERE account_id = ?
                UNION ALL
                SELECT l.parent_id, p.country, p.price_group, p.catalog_group, p.parent_id, l.path || l.parent_id
                FROM line l LEFT JOIN account_context p ON p.account_id = l.parent_id
                WHERE l.parent_id <> ALL (l.path))
            SELECT account_id, country, price_group, catalog_group FROM line ORDER BY cardinality(path)""";

    private final DataSource database;
    private final ContextConfig config;
    private final PostgresSignals signals;

    PostgresContexts(DataSource database, ContextConfig config, PostgresSignals signals) {
        this.database = database;
        this.config = config;
        this.signals = signals;
    }

    /** Empty if nobody has heard of the account. */
    public Optional<AccountContext> find(AccountId account) {
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement("""
                        SELECT stage, since, probabilities, revision, industry FROM account_context
                        WHERE account_id = ? AND known""")) {
            select.setString(1, account.value());
            ResultSet row = select.executeQuery();
            if (!row.next()) {
                return Optional.empty();
            }
            // The revision is read first: what follows is as new as that, or newer.
            Standing standing = standing(row);
            long revision = row.getLong("revision");
            String industry = row.getString("industry");
            List<ProductHistory> history = ProductHistory.of(NetPurchases.of(purchases(c, account)));
            return Optional.of(new AccountContext(
                    standing,
                    history,
                    views(c, account),
                    revision,
                    people(c, account),
                    buyer(c, account),
                    industry,
                    signals.rests(c, account, history)));
        } catch (SQLException e) {
            throw new IllegalStateException("the account contexts cannot be read", e);
        }
    }

    /** The present revisions of those accounts that are known. */
    Map<String, Long> revisions(Collection<String> accounts) {
        try (Connection c = database.getConnection();
                PreparedStatement select = c.prepareStatement(
                        "SELECT account_id, revision FROM account_context WHERE account_id = ANY (?)")) {
            select.setArray(1, c.createArrayOf("text", accounts.toArray()));
            ResultSet rows = select.executeQuery();
            Map<String, Long> revisions = new HashMap<>();
            while (rows.next()) {
                revisions.put(rows.getString(1), rows.getLong(2));
            }
            return revisions;
        } catch (SQLException e) {
            throw new IllegalStateException("the account contexts cannot be read", e);
        }
    }

    List<AccountId> accountsOf(ContactId contact) {
        try (Connection c = database.getConnection();
                PreparedStatement select =
                        c.prepareStatement("SELECT account_id FROM contact_account WHERE contact_id = ?")) {
            select.setString(1, contact.value());
            ResultSet rows = select.executeQuery();
            List<AccountId> accounts = new ArrayList<>();
            while (rows.next()) {
                accounts.add(new AccountId(rows.getString(1)));
            }
            return accounts;
        } catch (SQLException e) {
            throw new IllegalStateException("the contacts cannot be read", e);
        }
    }

    private static @Nullable Standing standing(ResultSet row) throws SQLException {
        String stage = row.getString("stage");
        if (stage == null) {
            return null;
        }
        try {
            Map<Stage, Double> probabilities =
                    FeedJson.MAPPER.readValue(row.getString("probabilities"), new TypeReference<>() {});
            return new Standing(Stage.valueOf(stage), instant(row, "since"), probabilities);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored probabilities are not readable", e);
        }
    }

    /**
     * The last in the order of {@link NetPurchases}. A refund takes from the latest purchases before it, so these are left as
     * if all were read; a refund whose purchase is not among them finds nothing, and is ignored.
     */
    private List<Purchase> purchases(Connection c, AccountId account) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("""
                SELECT product_id, message_id, refund, quantity, unit_price, currency, at FROM purchase
                WHERE account_id = ?
                ORDER BY at DESC, refund DESC, message_id DESC, product_id DESC LIMIT ?""")) {
            select.setString(1, account.value());
            select.setInt(2, config.maxPurchases());
            ResultSet row = select.executeQuery();
            List<Purchase> purchases = new ArrayList<>();
            while (row.next()) {
                purchases.add(new Purchase(
                        row.getString(1),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getLong(4),
                        row.getBigDecimal(5),
                        row.getString(6),
                        instant(row, "at")));
            }
            return purchases;
        }
    }

    private static Buyer buyer(Connection c, AccountId account) throws SQLException {
        try (PreparedStatement select = c.prepareStatement(LINEAGE)) {
            select.setString(1, account.value());
            ResultSet row = select.executeQuery();
            List<Party> lineage = new ArrayList<>();
            String country = null;
            while (row.next()) {
                country = lineage.isEmpty() ? row.getString("country") : country;
                lineage.add(new Party(
                        row.getString("account_id"), row.getString("price_group"), row.getString("catalog_group")));
            }
            return new Buyer(lineage, country);
        }
    }

    private List<View> views(Connection c, AccountId account) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("""
                SELECT product_id, at FROM product_view WHERE account_id = ? ORDER BY at DESC, product_id LIMIT ?""")) {
            select.setString(1, account.value());
            select.setInt(2, config.maxViews());
            ResultSet row = select.executeQuery();
            List<View> views = new ArrayList<>();
            while (row.next()) {
                views.add(new View(row.getString(1), instant(row, "at")));
            }
            return views;
        }
    }

    private List<Person> people(Connection c, AccountId account) throws SQLException {
        try (PreparedStatement select = c.prepareStatement("""
                SELECT p.contact_id, p.role, coalesce(p.role_confidence, 0), p.department, p.persona_id
                FROM contact_account a JOIN contact_profile p USING (contact_id)
                WHERE a.account_id = ? AND (p.role IS NOT NULL OR p.persona_id IS NOT NULL)
                ORDER BY p.contact_id LIMIT ?""")) {
            select.setString(1, account.value());
            select.setInt(2, config.maxPeople());
            ResultSet row = select.executeQuery();
            List<Person> people = new ArrayList<>();
            while (row.next()) {
                String role = row.getString(2);
                people.add(new Person(
                        row.getString(1),
                        role == null ? null : BuyingRole.valueOf(role),
                        row.getDouble(3),
                        row.getString(4),
                        row.getString(5)));
            }
            return people;
        }
    }

    /** To the millisecond, as the cache keeps it: an answer must not depend on where the context was. */
    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getTimestamp(column).getTime());
    }
}
