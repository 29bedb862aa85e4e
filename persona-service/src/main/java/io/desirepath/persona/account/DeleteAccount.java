package io.desirepath.persona.account;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.privacy.RequestErasure;
import io.desirepath.persona.profile.ProfileTransactions;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.feed.FeedRecord;
import io.desirepath.service.problem.ProblemException;
import io.desirepath.service.version.Precondition;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deletes an account. Its contacts stay, and act for it no longer. */
@ApplicationScoped
public class DeleteAccount {

    private final ProfileTransactions transactions;
    private final Accounts accounts;
    private final AccountTies ties;
    private final ChangeFeed profiles;
    private final RequestErasure requestErasure;

    DeleteAccount(
            ProfileTransactions transactions,
            Accounts accounts,
            AccountTies ties,
            @Identifier(Feeds.PROFILES) ChangeFeed profiles,
            RequestErasure requestErasure) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.ties = ties;
        this.profiles = profiles;
        this.requestErasure = requestErasure;
    }

    /** @return the id of the erasure's receipt */
    String delete(AccountId id, Precondition precondition) {
        while (true) {
            Set<String> tied = transactions.read(tx -> ties.subjects(tx, id));
            Set<String> locks = new HashSet<>(tied);
            locks.add(id.value());
            // All locks are taken at once, so whoever was tied in between costs another attempt.
            Optional<String> erasure = transactions.change(
                    locks,
                    tx -> locks.containsAll(ties.subjects(tx, id))
                            ? Optional.of(delete(tx, id, precondition))
                            : Optional.empty());
            if (erasure.isPresent()) {
                return erasure.get();
            }
        }
    }

    private String delete(Connection tx, AccountId id, Precondition precondition) throws SQLException {
        AccountEntity account = accounts.findById(id.value());
        if (account == null) {
            throw ProblemException.of(ProblemType.UNKNOWN_ACCOUNT, "There is no account '" + id + "'");
        }
        precondition.require(account.revision);
        account.revision = transactions.nextRevision(tx);
        accounts.flush();
        List<FeedRecord> news = new ArrayList<>(AccountProfiles.deleted(tx, id.value()));
        news.addAll(ties.release(tx, id));
        accounts.bury(tx, id);
        accounts.delete(account);
        accounts.flush();
        profiles.append(tx, news);
        return requestErasure.of(tx, id);
    }
}
