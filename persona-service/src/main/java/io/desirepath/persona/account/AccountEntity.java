package io.desirepath.persona.account;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.AccountProfile;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code account}. */
@Entity
@Table(name = "account")
public class AccountEntity {

    @Id
    String id;

    @Nullable
    String name;

    @Nullable
    String country;

    @Nullable
    String industry;

    @Nullable
    Integer employees;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> domains;

    @Nullable
    String parentId;

    @Nullable
    String priceGroup;

    @Nullable
    String catalogGroup;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, Object> traits;

    boolean stub;

    long revision;

    Instant createdAt;

    Instant updatedAt;

    protected AccountEntity() {}

    AccountEntity(AccountId id, Instant createdAt) {
        this.id = id.value();
        this.createdAt = createdAt;
    }

    AccountDescription description() {
        return new AccountDescription(
                name,
                country,
                industry,
                employees,
                domains,
                parentId == null ? null : new AccountId(parentId),
                priceGroup,
                catalogGroup,
                traits);
    }

    /** Somebody describes the account: from now on it is no stub. */
    void describe(AccountDescription description, long newRevision, Instant now) {
        name = description.name();
        country = description.country();
        industry = description.industry();
        employees = description.employees();
        domains = description.domains();
        parentId =
                description.parentId() == null ? null : description.parentId().value();
        priceGroup = description.priceGroup();
        catalogGroup = description.catalogGroup();
        traits = description.traits();
        stub = false;
        revision = newRevision;
        updatedAt = now;
    }

    AccountProfile profile() {
        return new AccountProfile(
                new AccountId(id),
                name,
                country,
                industry,
                employees,
                null,
                null,
                domains,
                parentId == null ? null : new AccountId(parentId),
                priceGroup,
                catalogGroup,
                stub,
                revision);
    }
}
