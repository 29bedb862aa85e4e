package io.desirepath.contracts.condition;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import java.util.List;
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

    /**
     * @param industry NACE Rev. 2 code, or the merchant's own name for it
     * @param employees head count
     * @param country ISO 3166-1 alpha-2 code
     * @param stage where its journey stands
     */
    record AccountFacts(
            @Nullable String industry,
            @Nullable Integer employees,
            @Nullable String country,
            @Nullable Stage stage) {}
}
