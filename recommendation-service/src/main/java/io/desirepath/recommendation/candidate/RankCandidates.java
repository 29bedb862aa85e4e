package io.desirepath.recommendation.candidate;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import io.desirepath.recommendation.accountcontext.domain.ProductHistory;
import io.desirepath.recommendation.candidate.domain.Candidates;
import io.desirepath.recommendation.candidate.domain.Request;
import io.desirepath.recommendation.candidate.domain.Suppressions;
import io.desirepath.recommendation.ranker.domain.ServedRanking;
import io.desirepath.recommendation.ranker.domain.ServedRanking.Bought;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Scores candidates by the model's rankers: how likely the account buys them next. */
public final class RankCandidates {

    private RankCandidates() {}

    /**
     * The candidates as they are while there is no ranker, if there is more in a cart to go by than in the history, and
     * if there is no history, as with an account that is held out. What rests comes later than others in any case.
     *
     * @param ranking null before the first training
     */
    public static Candidates rank(
            AccountId account, Request request, Candidates candidates, @Nullable ServedRanking ranking) {
        Candidates ranked = scored(account, request, candidates, ranking);
        return request.account().rests().isEmpty()
                ? ranked
                : ranked.demoting(Suppressions.of(request.account().rests(), request.catalogue()), request.now());
    }

    private static Candidates scored(
            AccountId account, Request request, Candidates candidates, @Nullable ServedRanking ranking) {
        // Rankers learnt what accounts buy next, not what goes with what they are about to buy: there the companions
        // speak.
        if (ranking == null
                || !request.cart().isEmpty()
                || request.account().history().isEmpty()) {
            return candidates;
        }
        return candidates.rescored(ranking.probabilities(
                account.value(),
                boughtAfter(ranking.lastDay(account.value()), request),
                candidates.ranked(),
                belief(request.account()),
                dayOf(request.now())));
    }

    /** The last purchase of each product, if it was later than that. */
    private static List<Bought> boughtAfter(int day, Request request) {
        List<Bought> bought = new ArrayList<>();
        for (int i = 0; i < request.boughtNumbers().length; i++) {
            ProductHistory history = request.account().history().get(i);
            int product = request.boughtNumbers()[i];
            if (dayOf(history.lastAt()) <= day) {
                // What was bought last comes first.
                return bought;
            }
            if (product >= 0) {
                long quantity = history.latest().isEmpty()
                        ? 1
                        : history.latest().getFirst().quantity();
                bought.add(new Bought(product, dayOf(history.lastAt()), quantity));
            }
        }
        return bought;
    }

    private static double[] belief(AccountContext account) {
        var standing = account.standing();
        if (standing == null) {
            return new double[0];
        }
        double[] belief = new double[Stage.values().length];
        for (Stage stage : Stage.values()) {
            belief[stage.ordinal()] = standing.probabilities().getOrDefault(stage, 0.0);
        }
        return belief;
    }

    private static int dayOf(Instant at) {
        return (int) Math.floorDiv(at.getEpochSecond(), TimeUnit.DAYS.toSeconds(1));
    }
}
