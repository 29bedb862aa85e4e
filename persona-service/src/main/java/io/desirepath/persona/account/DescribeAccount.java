package io.desirepath.persona.account;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Feeds;
import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.privacy.RequestErasure;
import io.desirepath.persona.profile.ProfileTransactions;
import io.desirepath.persona.profile.TraitTypes;
import io.desirepath.persona.profile.domain.TraitSubject;
import io.desirepath.service.feed.ChangeFeed;
import io.desirepath.service.privacy.Subject;
import io.desirepath.service.problem.ProblemException;
import io.desirepath.service.version.Precondition;
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
    private final AccountTree tree;
    private final TraitTypes traitTypes;
    private final ChangeFeed profiles;
    private final RequestErasure requestErasure;

    DescribeAccount(
            ProfileTransactions transactions,
            Accounts accounts,
            AccountTree tree,
            TraitTypes traitTypes,
            @Identifier(Feeds.PROFILES) ChangeFeed profiles,
            RequestErasure requestErasure) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.tree = tree;
        this.traitTypes = traitTypes;
        this.profiles = profiles;
        this.requestErasure = requestErasure;
    }

    /** A description that changes nothing leaves the revision as it is and tells nobody. */
    Described describe(AccountId id, AccountDescription description, Precondition precondition) {
        if (id.equals(description.parentId())) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "parentId: an account cannot be its own parent");
        }
        List<String> locks =
                description.parentId() == null ? List.of(id.value()) : List.of(id.value(), AccountTree.LOCK);
        return transactions.change(locks, tx -> describe(tx, id, description, precondition));
    }

    private Described describe(Connection tx, AccountId id, AccountDescription description, Precondition precondition)
            throws SQLException {
        AccountEntity known = accounts.findById(id.value());
        precondition.require(known == null ? null : known.revision);
        traitTypes.require(tx, TraitSubject.ACCOUNT, description.traits());
        if (known != null && description.equals(known.declared)) {
            return new Described(AccountView.of(known), false);
        }
        if (description.parentId() != null) {
            tree.refuseCycle(tx, id, description.parentId());
        }
        requestErasure.lift(tx, Subject.account(id.value()));
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        AccountEntity account = known == null ? new AccountEntity(id, now) : known;
        account.describe(description, transactions.nextRevision(tx), now);
        accounts.persistAndFlush(account);
        profiles.append(tx, AccountProfiles.updated(tx, List.of(id.value())));
        return new Described(AccountView.of(account), known == null);
    }
}
