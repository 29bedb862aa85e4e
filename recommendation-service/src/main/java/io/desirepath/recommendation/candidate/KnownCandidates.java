package io.desirepath.recommendation.candidate;

import io.desirepath.contracts.AccountId;
import io.desirepath.recommendation.candidate.domain.Candidates;
import io.desirepath.recommendation.candidate.domain.Request;
import io.desirepath.recommendation.candidate.domain.Suppressions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.ref.SoftReference;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of requests that were asked lately, because a page asks for several placements of one account, and a
 * visitor comes back to it. Candidates follow from the request alone, so equal requests have the same ones; and as a
 * request holds the very instances of context, catalogue and model, a change of any of them makes another request. One
 * place per request, by hash: of two that share one, the later stays. Memory that is needed elsewhere is given back.
 */
@ApplicationScoped
public class KnownCandidates {

    private static final int PLACES = 2048;

    private record Known(Request request, Set<Integer> pinned, Candidates candidates) {

        boolean isOf(Request other, Collection<Integer> otherPinned) {
            return request.account() == other.account()
                    && request.catalogue() == other.catalogue()
                    && request.model() == other.model()
                    && request.intervals() == other.intervals()
                    && request.terms().sameContracts(other.terms())
                    && request.now().equals(other.now())
                    && request.cart().equals(other.cart())
                    && pinned.size() == otherPinned.size()
                    && pinned.containsAll(otherPinned);
        }
    }

    private final RankCandidates rank;
    private final AtomicReferenceArray<@Nullable SoftReference<Known>> places = new AtomicReferenceArray<>(PLACES);

    KnownCandidates(RankCandidates rank) {
        this.rank = rank;
    }

    /**
     * The candidates of a request, ranked.
     *
     * @param pinned products by their numbers
     */
    public Candidates of(AccountId account, Request request, Collection<Integer> pinned) {
        int place = place(request);
        SoftReference<Known> reference = places.get(place);
        Known known = reference == null ? null : reference.get();
        if (known != null && known.isOf(request, pinned)) {
            return known.candidates();
        }
        Candidates candidates = generate(account, request, pinned, Candidates.Lost.UNHEARD);
        places.set(place, new SoftReference<>(new Known(request, Set.copyOf(pinned), candidates)));
        return candidates;
    }

    /** The same, made anew, and told what is lost on the way. */
    public Candidates generate(AccountId account, Request request, Collection<Integer> pinned, Candidates.Lost lost) {
        Candidates ranked = rank.rank(account, request, Candidates.of(request, pinned, lost));
        return request.account().rests().isEmpty()
                ? ranked
                : ranked.demoting(Suppressions.of(request.account().rests(), request.catalogue()), request.now());
    }

    /** Lets go of everything: nothing is asked again after its minute, and what an erased account had must not stay. */
    @Scheduled(every = "60s")
    public void forget() {
        for (int i = 0; i < PLACES; i++) {
            places.set(i, null);
        }
    }

    private static int place(Request request) {
        int hash =
                31 * System.identityHashCode(request.account()) + request.cart().hashCode();
        return Math.floorMod(hash ^ hash >>> 15, PLACES);
    }
}
