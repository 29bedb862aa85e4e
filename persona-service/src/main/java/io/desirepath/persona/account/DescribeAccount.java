package io.desirepath.persona.account;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.profile.ProfileTransactions;
import io.desirepath.persona.profile.VersionCheck;
import io.desirepath.persona.profile.domain.Precondition;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedRecord;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Creates an account or replaces what is known of it. */
@ApplicationScoped
public class DescribeAccount {

    /** @param created whether there was no such account, not even a stub */
    record Described(AccountView account, boolean created) {}

    private final ProfileTransactions transactions;
    private final Accounts accounts;
    private final ChangeFeed profiles;

    DescribeAccount(
            ProfileTransactions transactions, Accounts accounts, @Identifier(Feeds.PROFILES) ChangeFeed profiles) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.profiles = profiles;
    }

    /** A description that changes nothing leaves the revision as it is and tells nobody. */
    Described describe(AccountId id, AccountDescription description, Precondition precondition) {
        if (id.equals(description.parentId())) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "parentId: an account cannot be its own parent");
        }
        return transactions.change(List.of(id.value()), tx -> describe(tx, id, description, precondition));
    }

    private Described describe(Connection tx, AccountId id, AccountDescription description, Precondition precondition)
            throws SQLException {
        AccountEntity known = accounts.findById(id.value());
        VersionCheck.require(precondition, known == null ? null : known.revision);
        if (known != null && !known.stub && known.description().equals(description)) {
            return new Described(AccountView.of(known), false);
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        AccountEntity account = known == null ? new AccountEntity(id, now) : known;
        account.describe(description, transactions.nextRevision(tx), now);
        accounts.persistAndFlush(account);
        profiles.append(tx, List.of(new FeedRecord(Feeds.ACCOUNT_UPDATED, id.value(), account.profile())));
        return new Described(AccountView.of(account), known == null);
    }
}
