package io.desirepath.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact as persona-service knows it: the payload of {@link Feeds#CONTACT_UPDATED} and, with the last state, of
 * {@link Feeds#CONTACT_DELETED}. Names and e-mail addresses stay in persona-service; a hash of an address leaves it only
 * while the person agrees to a use that needs it.
 *
 * @param contactId whose profile this is
 * @param accountIds the accounts the person acts for
 * @param role buying role, declared or inferred
 * @param roleConfidence in [0, 1]: 1 for a declared role, less for an inferred one, null without a role
 * @param department as declared or heard
 * @param seniority how far up the person is, such as {@code DIRECTOR}, declared or inferred
 * @param profiling whether the person's activity may count as evidence
 * @param marketingEmail whether the person wants e-mail about what they may like
 * @param advertising whether advertising platforms may be told of the person
 * @param emailSha256 SHA-256 of the e-mail address in lower case without blanks around, in lower-case hexadecimal, as
 *     advertising platforms ask for it; null without an address, and unless marketingEmail or advertising is granted
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
        @Nullable String seniority,
        Consent profiling,
        Consent marketingEmail,
        Consent advertising,
        @Nullable String emailSha256,
        @Nullable AssignedPersona persona,
        boolean stub,
        long revision) {
    /** Feeds written before a consent existed lack it. */
    public ContactProfile {
        accountIds = List.copyOf(accountIds);
        profiling = known(profiling);
        marketingEmail = known(marketingEmail);
        advertising = known(advertising);
    }

    private static Consent known(@Nullable Consent consent) {
        return consent == null ? Consent.UNKNOWN : consent;
    }

    /**
     * @param personaId which persona
     * @param version of its definition
     * @param probability in [0, 1]
     */
    public record AssignedPersona(String personaId, int version, double probability) {}
}
