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
import java.util.Arrays;
import java.util.TreeSet;
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

    @Nullable
    String category;

    @Nullable
    String brand;

    @Nullable
    Integer tier;

    @Column(name = "pack_size")
    @Nullable
    Integer packSize;

    @Column(name = "minimum_order")
    @Nullable
    Integer minimumOrder;

    @Nullable
    String unit;

    @Nullable
    Integer stock;

    @Column(name = "in_stock")
    @Nullable
    Boolean inStock;

    String @Nullable [] countries;

    @Column(name = "image_url")
    @Nullable
    String imageUrl;

    @Nullable
    String url;

    @Nullable
    String attributes;

    @Nullable
    String relations;

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
        describe(declared);
        status = declared.status();
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
        describe(new ProductDescription("deleted", null, null, null, null));
        name = null;
        status = ProductStatus.ACTIVE;
        deleted = true;
        learnt = true;
        seenAt = now;
        revision++;
        updatedAt = now;
    }

    private void describe(ProductDescription declared) {
        description = declared.description();
        family = declared.family();
        category = declared.category();
        brand = declared.brand();
        tier = declared.tier();
        packSize = declared.packSize();
        minimumOrder = declared.minimumOrder();
        unit = declared.unit();
        stock = declared.stock();
        inStock = declared.inStock();
        countries = declared.countries().isEmpty() ? null : declared.countries().toArray(String[]::new);
        imageUrl = declared.imageUrl();
        url = declared.url();
        attributes = ProductJson.attributes(declared.attributes());
        relations = ProductJson.relations(declared.relations());
        priceAmount = declared.price() == null ? null : declared.price().amount();
        priceCurrency = declared.price() == null ? null : declared.price().currency();
    }

    /** Null if the product has no name yet, which only a learnt one can lack. */
    @Nullable
    ProductDescription declaration() {
        return name == null ? null : declaration(name);
    }

    /** As if it had this name. */
    ProductDescription declaration(String anyName) {
        return new ProductDescription(
                anyName,
                description,
                price(),
                family,
                category,
                brand,
                tier,
                packSize,
                minimumOrder,
                unit,
                stock,
                inStock,
                countries == null ? new TreeSet<>() : new TreeSet<>(Arrays.asList(countries)),
                imageUrl,
                url,
                ProductJson.attributes(attributes),
                ProductJson.relations(relations),
                status);
    }

    @Nullable
    Money price() {
        return priceAmount == null ? null : new Money(priceAmount, priceCurrency);
    }
}
