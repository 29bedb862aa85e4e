package io.desirepath.recommendation.catalog;

import io.desirepath.contracts.Money;
import io.desirepath.recommendation.catalog.domain.ProductStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code product}. A deleted product keeps its row, so that followers see that it went. */
@Entity
@Table(name = "product")
public class ProductEntity {

    @Id
    @Column(name = "product_id")
    String id;

    @Nullable
    String name;

    @Nullable
    String description;

    @Nullable
    String family;

    @Enumerated(EnumType.STRING)
    ProductStatus status;

    @Column(name = "price_amount")
    @Nullable
    BigDecimal priceAmount;

    @Column(name = "price_currency")
    @Nullable
    String priceCurrency;

    boolean learnt;

    boolean deleted;

    @Column(name = "seen_at")
    @Nullable
    Instant seenAt;

    long revision;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    protected ProductEntity() {}

    /** Somebody declares the product: from now on order lines no longer change it. */
    void declare(ProductDescription declared, Instant now) {
        name = declared.name();
        description = declared.description();
        family = declared.family();
        status = declared.status();
        priceAmount = declared.price() == null ? null : declared.price().amount();
        priceCurrency = declared.price() == null ? null : declared.price().currency();
        if (deleted) {
            createdAt = now;
        }
        learnt = false;
        deleted = false;
        revision++;
        updatedAt = now;
    }

    /** Forgets everything. Only an order placed after this moment teaches the product again. */
    void delete(Instant now) {
        name = null;
        description = null;
        family = null;
        status = ProductStatus.ACTIVE;
        priceAmount = null;
        priceCurrency = null;
        deleted = true;
        learnt = true;
        seenAt = now;
        revision++;
        updatedAt = now;
    }

    /** Null if the product has no name yet, which only a learnt one can lack. */
    @Nullable
    ProductDescription declaration() {
        return name == null ? null : new ProductDescription(name, description, price(), family, status);
    }

    @Nullable
    Money price() {
        return priceAmount == null ? null : new Money(priceAmount, priceCurrency);
    }
}
