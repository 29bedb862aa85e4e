package io.desirepath.persona.contact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A contact as the API shows it.
 *
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
        @Nullable BuyingRole role,
        Map<String, Object> traits,

        @Schema(description = "True while only an activity has named the contact")
        boolean stub,

        Instant createdAt,
        Instant updatedAt,
        @JsonIgnore long revision) {

    static ContactView of(ContactEntity contact) {
        ContactDescription description = contact.description();
        return new ContactView(
                new ContactId(contact.id),
                contact.accounts(),
                description.email(),
                description.name(),
                description.title(),
                description.department(),
                description.role(),
                description.traits(),
                contact.stub,
                contact.createdAt,
                contact.updatedAt,
                contact.revision);
    }
}
