package io.desirepath.recommendation.catalog;

import io.desirepath.contracts.ProductId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/** The products, in {@code product}. */
@ApplicationScoped
public class Products implements PanacheRepositoryBase<ProductEntity, String> {

    Optional<ProductEntity> present(ProductId id) {
        return find("id = ?1 and not deleted", id.value()).firstResultOptional();
    }

    /** @param after the id to continue after; empty for the beginning */
    List<ProductEntity> page(String after, int size) {
        return find("id > ?1 and not deleted order by id", after).page(0, size).list();
    }

    /**
     * The product's row, locked until the transaction ends. A product that does not exist gets a row that counts as
     * deleted, so that of two writers who create it at once the second waits for the first.
     */
    ProductEntity lockRow(ProductId id) {
        getEntityManager().createNativeQuery("""
                        INSERT INTO product (product_id, status, learnt, deleted, revision)
                        VALUES (?1, 'ACTIVE', true, true, 0) ON CONFLICT DO NOTHING""").setParameter(1, id.value()).executeUpdate();
        return findById(id.value(), LockModeType.PESSIMISTIC_WRITE);
    }
}
