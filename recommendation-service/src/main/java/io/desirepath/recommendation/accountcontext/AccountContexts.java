package io.desirepath.recommendation.accountcontext;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Where an account stands and what it bought: one read, from Redis if that has it, else from PostgreSQL. */
@ApplicationScoped
public class AccountContexts {

    private final PostgresContexts store;
    private final RedisContexts cache;

    /** Revisions that Redis could not be told of. What is lost with this pod lives on for the time to live at most. */
    private final ConcurrentMap<String, Long> untold = new ConcurrentHashMap<>();

    AccountContexts(PostgresContexts store, RedisContexts cache) {
        this.store = store;
        this.cache = cache;
    }

    /** Empty if nobody has heard of the account. */
    public Optional<AccountContext> find(AccountId account) {
        return read(account).map(TaggedContext::context);
    }

    /** The same, with what tells whether the account's context is another one the next time. */
    public Optional<TaggedContext> read(AccountId account) {
        Optional<TaggedContext> cached = untold.containsKey(account.value()) ? Optional.empty() : cache.find(account);
        return cached.isPresent() ? cached : store.find(account).map(context -> cache.keep(account, context));
    }

    /**
     * What {@link #read} would give, if this pod has read it lately and it has not changed; empty if that cannot be said
     * without waiting. Never fails.
     */
    public CompletionStage<Optional<TaggedContext>> confirmed(AccountId account) {
        return untold.containsKey(account.value())
                ? CompletableFuture.completedStage(Optional.empty())
                : cache.confirmed(account);
    }

    /** A commit has changed these accounts: what Redis has of them is outdated. */
    public void changed(Collection<String> accounts) {
        if (accounts.isEmpty()) {
            return;
        }
        Map<String, Long> revisions = store.revisions(accounts);
        if (!cache.outdate(revisions)) {
            revisions.forEach((account, revision) -> untold.merge(account, revision, Math::max));
        }
    }

    /**
     * Lets go of an account that is no longer in the database.
     *
     * @return how many keys were deleted
     * @throws IllegalStateException if Redis could not be told
     */
    public long forget(AccountId account) {
        untold.remove(account.value());
        return cache.drop(account);
    }

    /** The accounts that the contact acts for. */
    public List<AccountId> accountsOf(ContactId contact) {
        return store.accountsOf(contact);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tellAgain() {
        cache.dropOld();
        Map<String, Long> revisions = new HashMap<>(untold);
        if (!revisions.isEmpty() && cache.outdate(revisions)) {
            revisions.forEach(untold::remove);
        }
    }
}
