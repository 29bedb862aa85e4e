package io.desirepath.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact as persona-service knows it: the payload of {@link Feeds#CONTACT_UPDATED} and, with the last state, of
 * {@link Feeds#CONTACT_DELETED}. Names and e-mail addresses stay in persona-service.
 *
 * @param contactId whose profile this is
 * @param accountIds the accounts the person acts for
 * @param role buying role, declared or inferred
 * @param roleConfidence in [0, 1]: 1 for a declared role, less for an inferred one, null without a role
 * @param department as declared or heard
 * @param profiling whether the person's activity may count as evidence
 * @param persona the persona the contact is most probably of
 * @param stub true while only an activity has named the contact
 * @param revision rises with every change of the profile; readers ignore an older one
 */
public record ContactProfile(
        ContactId contactId,
        List<AccountId> accountIds,
        @Nullable BuyingRole role,
        @Nullable Double roleConfidence,
        @Nullable String department,
        Consent profiling,
        @Nullable AssignedPersona persona,
        boolean stub,
        long revision) {
    /** Feeds written before consent existed lack it. */
    public ContactProfile {
        accountIds = List.copyOf(accountIds);
        profiling = profiling == null ? Consent.UNKNOWN : profiling;
    }

    /**
     * @param personaId which persona
     * @param version of its definition
     * @param probability in [0, 1]
     */
    public record AssignedPersona(String personaId, int version, double probability) {}
}
