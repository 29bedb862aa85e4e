package io.desirepath.recommendation.catalog;

import io.desirepath.contracts.ProblemType;
import io.desirepath.contracts.ProductId;
import io.desirepath.service.problem.ProblemException;
import io.desirepath.service.version.Precondition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Declares products and deletes them. */
@ApplicationScoped
public class EditCatalogue {

    /** @param created whether there was no such product, not even a learnt one */
    record Replaced(ProductView product, boolean created) {}

    private final Products products;

    EditCatalogue(Products products) {
        this.products = products;
    }

    /**
     * Creates the product or replaces it. A declaration that changes nothing keeps the version.
     *
     * @param precondition what the client expects to find
     * @throws ProblemException PRECONDITION_FAILED if it is not so
     */
    @Transactional
    Replaced replace(ProductId id, ProductDescription declared, Precondition precondition) {
        ProductEntity product = products.lockRow(id);
        boolean created = product.deleted;
        precondition.require(created ? null : product.revision);
        if (created || product.learnt || !declared.equals(product.declaration())) {
            product.declare(declared, now());
        }
        return new Replaced(ProductView.of(product), created);
    }

    /** @throws ProblemException UNKNOWN_PRODUCT or PRECONDITION_FAILED */
    @Transactional
    void delete(ProductId id, Precondition precondition) {
        if (products.present(id).isEmpty()) {
            throw unknown(id);
        }
        ProductEntity product = products.lockRow(id);
        // Somebody else may have deleted it between the look and the lock.
        products.getEntityManager().refresh(product);
        if (product.deleted) {
            throw unknown(id);
        }
        precondition.require(product.revision);
        product.delete(now());
    }

    static ProblemException unknown(ProductId id) {
        return ProblemException.of(ProblemType.UNKNOWN_PRODUCT, "There is no product '" + id + "'");
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
