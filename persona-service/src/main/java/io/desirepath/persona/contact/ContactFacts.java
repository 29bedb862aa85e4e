package io.desirepath.persona.contact;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.persona.contact.domain.HeardContact;
import io.desirepath.persona.contact.domain.RoleInference;
import io.desirepath.persona.contact.domain.Seniority;
import io.desirepath.persona.contact.domain.Source;
import io.desirepath.persona.profile.domain.HeardTraits;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What results from a declaration, from what was heard, and from what can be inferred of both: in this order, field by
 * field.
 *
 * @param roleConfidence 1 for a declared role, less for an inferred one, null without a role
 * @param roleWords what spoke for an inferred role
 */
record ContactFacts(
        @Nullable String email,
        @Nullable String name,
        @Nullable String title,
        @Nullable String department,
        @Nullable Seniority seniority,
        @Nullable Source senioritySource,
        @Nullable BuyingRole role,
        @Nullable Source roleSource,
        @Nullable Double roleConfidence,
        List<String> roleWords,
        Map<String, Object> traits) {

    private record Role(
            @Nullable BuyingRole role,
            @Nullable Source source,
            @Nullable Double confidence,
            List<String> words) {}

    private record Rank(
            @Nullable Seniority seniority, @Nullable Source source) {}

    static ContactFacts settle(@Nullable ContactDescription declared, HeardTraits traits, RoleInference inference) {
        HeardContact heard = HeardContact.of(traits);
        ContactDescription said = declared == null ? ContactDescription.NOTHING : declared;
        String title = said.title() != null ? said.title() : heard.title();
        String department = said.department() != null ? said.department() : heard.department();
        Role role = role(said.role() != null ? said.role() : heard.role(), title, department, inference);
        Rank rank = rank(said.seniority() != null ? said.seniority() : heard.seniority(), title, inference);
        return new ContactFacts(
                said.email() != null ? said.email() : heard.email(),
                said.name() != null ? said.name() : heard.name(),
                title,
                department,
                rank.seniority,
                rank.source,
                role.role,
                role.source,
                role.confidence,
                role.words,
                traits.others(HeardContact.WELL_KNOWN, said.traits()));
    }

    /** Whether the other differs only in what the feed does not tell, whatever the person agrees to. */
    boolean looksLike(ContactFacts other) {
        return role == other.role
                && Objects.equals(roleConfidence, other.roleConfidence)
                && Objects.equals(department, other.department)
                && seniority == other.seniority
                && Objects.equals(email, other.email);
    }

    private static Role role(
            @Nullable BuyingRole declared,
            @Nullable String title,
            @Nullable String department,
            RoleInference inference) {
        if (declared != null) {
            return new Role(declared, Source.DECLARED, 1.0, List.of());
        }
        return inference
                .role(title, department)
                .map(guess -> new Role(guess.role(), Source.INFERRED, guess.confidence(), guess.words()))
                .orElse(new Role(null, null, null, List.of()));
    }

    private static Rank rank(@Nullable Seniority declared, @Nullable String title, RoleInference inference) {
        if (declared != null) {
            return new Rank(declared, Source.DECLARED);
        }
        return inference
                .seniority(title)
                .map(seniority -> new Rank(seniority, Source.INFERRED))
                .orElse(new Rank(null, null));
    }
}
