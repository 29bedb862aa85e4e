package io.desirepath.persona.contact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.ContactId;
import io.desirepath.persona.contact.domain.ConsentPurpose;
import io.desirepath.persona.contact.domain.Seniority;
import io.desirepath.persona.contact.domain.Source;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A contact as the API shows it.
 *
 * @param roleConfidence in [0, 1]: 1 for a declared role, null without a role
 * @param roleWords what in title and department spoke for an inferred role
 * @param consents every purpose
 * @param stub true while only an activity has named the contact and nobody has described it
 * @param revision the version behind the ETag
 */
@Schema(name = "Contact")
public record ContactView(
        ContactId id,
        List<AccountId> accountIds,
        @Nullable String email,
        @Nullable String name,
        @Nullable String title,
        @Nullable String department,
        @Nullable Seniority seniority,
        @Nullable Source senioritySource,
        @Nullable BuyingRole role,

        @Nullable @Schema(description = "A declared role always stands over an inferred one")
        Source roleSource,

        @Nullable @Schema(description = "1 for a declared role, less for an inferred one", minimum = "0", maximum = "1")
        Double roleConfidence,

        @Schema(description = "What in title and department spoke for an inferred role")
        List<String> roleWords,

        @Schema(description = "Every purpose, UNKNOWN if nobody has answered")
        Map<ConsentPurpose, ConsentGiven> consents,

        Map<String, Object> traits,

        @Schema(description = "True while only an activity has named the contact")
        boolean stub,

        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long revision) {

    static ContactView of(ContactEntity contact) {
        ContactFacts facts = contact.facts();
        Map<ConsentPurpose, ConsentGiven> consents = new EnumMap<>(ConsentPurpose.class);
        for (ConsentPurpose purpose : ConsentPurpose.values()) {
            consents.put(purpose, contact.consents.getOrDefault(purpose, ConsentGiven.NEVER_ASKED));
        }
        return new ContactView(
                new ContactId(contact.id),
                contact.accounts(),
                facts.email(),
                facts.name(),
                facts.title(),
                facts.department(),
                facts.seniority(),
                facts.senioritySource(),
                facts.role(),
                facts.roleSource(),
                facts.roleConfidence(),
                facts.roleWords(),
                consents,
                facts.traits(),
                contact.stub,
                contact.createdAt,
                contact.updatedAt,
                contact.revision);
    }
}
