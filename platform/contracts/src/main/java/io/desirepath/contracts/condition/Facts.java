package io.desirepath.contracts.condition;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.MessageId;
import io.desirepath.contracts.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of a contact or an account at one moment. Null is "not known", which is not the same as "no". */
public interface Facts {

    @Nullable
    BuyingRole role();

    @Nullable
    String seniority();

    @Nullable
    String department();

    @Nullable
    String title();

    /** A string, a number or a boolean; null if there is no such trait. */
    @Nullable
    Object trait(String name);

    /** The persona that a contact is most probably of. */
    default @Nullable LikelyPersona persona() {
        return null;
    }

    /** The accounts a contact acts for, or the account itself. A condition on accounts holds if it holds for one. */
    List<AccountFacts> accounts();

    /**
     * How many activities there were.
     *
     * @param event the name of the event, null for any
     * @param touchpoint where, null for anywhere
     * @param withinDays how far back, 1 for today only
     * @return zero or more; null if activity may not be looked at
     */
    @Nullable
    Long activities(@Nullable String event, @Nullable String touchpoint, int withinDays);

    /** Whether the contact or account is in a segment; null if that is not known here. */
    default @Nullable Boolean memberOf(String segment) {
        return null;
    }

    /** When the day ends that the facts are of; null for those who do not keep verdicts. */
    default @Nullable Instant endOfDay() {
        return null;
    }

    /**
     * @param industry NACE Rev. 2 code, or the merchant's own name for it
     * @param employees head count
     * @param country ISO 3166-1 alpha-2 code
     * @param stage where its journey stands
     * @param journey how it came there
     * @param group its people
     * @param reorders its regular purchases
     */
    record AccountFacts(
            @Nullable String industry,
            @Nullable Integer employees,
            @Nullable String country,
            @Nullable Stage stage,
            @Nullable Journey journey,
            @Nullable BuyingGroup group,
            @Nullable Reorders reorders) {

        /** An account of which no more than this is known. */
        public AccountFacts(
                @Nullable String industry,
                @Nullable Integer employees,
                @Nullable String country,
                @Nullable Stage stage) {
            this(industry, employees, country, stage, null, null, null);
        }
    }

    /**
     * @param at the moment the facts are of
     * @param moves the changes of the held stage, in the order in which they were told
     * @param belief null if nobody asks
     */
    record Journey(Instant at, List<Move> moves, @Nullable Belief belief) {
        public Journey {
            moves = List.copyOf(moves);
        }
    }

    /**
     * A change of the held stage.
     *
     * @param from null for the account's first
     * @param causedBy the activity that tipped it, null if none did
     */
    record Move(
            @Nullable Stage from,
            Stage to,
            Instant at,
            @Nullable MessageId causedBy) {}

    /**
     * @param probabilities of every stage, summing to 1
     * @param orderWithin30Days the probability of an order within 30 days, null if nobody asks
     */
    record Belief(
            Map<Stage, Double> probabilities, @Nullable Double orderWithin30Days) {
        public Belief {
            probabilities = Map.copyOf(probabilities);
        }
    }

    /**
     * @param roles those that somebody has
     * @param personas by id, the largest probability that somebody is of it
     */
    record BuyingGroup(Set<BuyingRole> roles, Map<String, Double> personas) {
        public BuyingGroup {
            roles = Set.copyOf(roles);
            personas = Map.copyOf(personas);
        }
    }

    /**
     * @param overdue how many products are due again and were not ordered
     * @param lapsed how many are so late that a next order is unlikely
     */
    record Reorders(int overdue, int lapsed) {}

    /** @param probability in [0, 1] */
    record LikelyPersona(String id, double probability) {}
}
