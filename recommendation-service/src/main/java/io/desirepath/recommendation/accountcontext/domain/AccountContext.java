package io.desirepath.recommendation.accountcontext.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.catalog.contract.domain.Buyer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that an answer for an account depends on, and that belongs to the account.
 *
 * @param standing where it stands on its journey; null if nothing has been heard of that
 * @param history what it bought, net of refunds, the product bought last first
 * @param views what it looked at, the last first
 * @param revision rises with every change
 * @param people who acts for it, as far as something is known of them
 * @param buyer what decides which contract holds
 * @param industry null if it is not known
 * @param rests products that are not to be shown for a while, or later than others
 */
public record AccountContext(
        @Nullable Standing standing,
        List<ProductHistory> history,
        List<View> views,
        long revision,
        List<Person> people,
        Buyer buyer,
        @Nullable String industry,
        List<Rest> rests) {

    public AccountContext {
        history = List.copyOf(history);
        views = List.copyOf(views);
        people = List.copyOf(people);
        rests = List.copyOf(rests);
    }

    /** Of which nothing is known but what it does. */
    public AccountContext(@Nullable Standing standing, List<ProductHistory> history, List<View> views, long revision) {
        this(standing, history, views, revision, List.of(), Buyer.UNKNOWN, null, List.of());
    }

    /** What is known of one of its people; null if nothing is. */
    public @Nullable Person person(ContactId contact) {
        for (Person person : people) {
            if (person.contactId().equals(contact.value())) {
                return person;
            }
        }
        return null;
    }

    /**
     * @param stage the held stage
     * @param probabilities of every stage, summing to 1
     */
    public record Standing(Stage stage, Instant since, Map<Stage, Double> probabilities) {
        public Standing {
            probabilities = Map.copyOf(probabilities);
        }
    }

    /** @param at when the account last looked at the product */
    public record View(String productId, Instant at) {}

    /**
     * Somebody who acts for the account.
     *
     * @param role declared or inferred; null if none is known
     * @param roleConfidence in [0, 1]; 0 without a role
     * @param personaId null if the person has not been assigned to one
     */
    public record Person(
            String contactId,
            @Nullable BuyingRole role,
            double roleConfidence,
            @Nullable String department,
            @Nullable String personaId) {}
}
