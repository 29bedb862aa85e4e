package io.desirepath.persona.contact;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Consent;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ContactProfile;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code contact} with its rows of {@code contact_account}. */
@Entity
@Table(name = "contact")
public class ContactEntity {

    @Id
    String id;

    @ElementCollection
    @CollectionTable(name = "contact_account", joinColumns = @JoinColumn(name = "contact_id"))
    @Column(name = "account_id")
    @BatchSize(size = 1000)
    Set<String> accountIds = new HashSet<>();

    @Nullable
    String email;

    @Nullable
    String name;

    @Nullable
    String title;

    @Nullable
    String department;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Nullable
    BuyingRole role;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> traits;

    boolean stub;

    long revision;

    Instant createdAt;

    Instant updatedAt;

    protected ContactEntity() {}

    ContactEntity(ContactId id, Instant createdAt) {
        this.id = id.value();
        this.createdAt = createdAt;
    }

    List<AccountId> accounts() {
        return accountIds.stream().map(AccountId::new).sorted().toList();
    }

    ContactDescription description() {
        return new ContactDescription(accounts(), email, name, title, department, role, traits);
    }

    /** Somebody describes the contact: from now on it is no stub. */
    void describe(ContactDescription description, Set<String> newAccountIds, long newRevision, Instant now) {
        accountIds.retainAll(newAccountIds);
        accountIds.addAll(newAccountIds);
        email = description.email();
        name = description.name();
        title = description.title();
        department = description.department();
        role = description.role();
        traits = description.traits();
        stub = false;
        revision = newRevision;
        updatedAt = now;
    }

    ContactProfile profile() {
        return new ContactProfile(
                new ContactId(id),
                accounts(),
                role,
                role == null ? null : 1.0,
                department,
                Consent.UNKNOWN,
                null,
                stub,
                revision);
    }
}
