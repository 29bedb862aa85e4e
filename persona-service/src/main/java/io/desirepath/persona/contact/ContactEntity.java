package io.desirepath.persona.contact;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.ContactId;
import io.desirepath.persona.contact.domain.ConsentPurpose;
import io.desirepath.persona.contact.domain.Seniority;
import io.desirepath.persona.contact.domain.Source;
import io.desirepath.persona.profile.domain.HeardTrait;
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

/** A row of {@code contact}, what was declared, heard and results from both, with its rows of {@code contact_account}. */
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
    Seniority seniority;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Nullable
    Source senioritySource;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Nullable
    BuyingRole role;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Nullable
    Source roleSource;

    @Nullable
    Double roleConfidence;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> roleWords = List.of();

    @JdbcTypeCode(SqlTypes.JSON)
    Map<ConsentPurpose, ConsentGiven> consents = Map.of();

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> traits;

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable
    ContactDescription declared;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, HeardTrait> heard = Map.of();

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

    ContactFacts facts() {
        return new ContactFacts(
                email,
                name,
                title,
                department,
                seniority,
                senioritySource,
                role,
                roleSource,
                roleConfidence,
                roleWords,
                traits);
    }

    /** Somebody describes the contact: from now on it is no stub. */
    void describe(ContactDescription description, ContactFacts facts, long newRevision, Instant now) {
        declared = description.declared();
        email = facts.email();
        name = facts.name();
        title = facts.title();
        department = facts.department();
        seniority = facts.seniority();
        senioritySource = facts.senioritySource();
        role = facts.role();
        roleSource = facts.roleSource();
        roleConfidence = facts.roleConfidence();
        roleWords = facts.roleWords();
        traits = facts.traits();
        stub = false;
        revision = newRevision;
        updatedAt = now;
    }

    void actFor(Set<String> newAccountIds) {
        accountIds.retainAll(newAccountIds);
        accountIds.addAll(newAccountIds);
    }
}
