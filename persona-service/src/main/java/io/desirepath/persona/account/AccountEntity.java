package io.desirepath.persona.account;

import io.desirepath.contracts.AccountId;
import io.desirepath.persona.profile.domain.HeardTrait;
import io.desirepath.persona.profile.domain.HeardTraits;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code account}: what was declared, what was heard, and what results from both. */
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

    @Nullable
    String revenueBand;

    @Nullable
    String budgetBand;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> competitors;

    @Nullable
    String owner;

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

    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable
    AccountDescription declared;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, HeardTrait> heard = Map.of();

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
                revenueBand,
                budgetBand,
                competitors,
                owner,
                domains,
                parentId == null ? null : new AccountId(parentId),
                priceGroup,
                catalogGroup,
                traits);
    }

    /** Somebody describes the account: from now on it is no stub. */
    void describe(AccountDescription description, long newRevision, Instant now) {
        declared = description;
        stub = false;
        revision = newRevision;
        updatedAt = now;
        AccountDescription settled = AccountDescription.settle(description, new HeardTraits(heard));
        name = settled.name();
        country = settled.country();
        industry = settled.industry();
        employees = settled.employees();
        revenueBand = settled.revenueBand();
        budgetBand = settled.budgetBand();
        competitors = settled.competitors();
        owner = settled.owner();
        domains = settled.domains();
        parentId = settled.parentId() == null ? null : settled.parentId().value();
        priceGroup = settled.priceGroup();
        catalogGroup = settled.catalogGroup();
        traits = settled.traits();
    }
}
