package io.desirepath.recommendation.ranking;

import io.desirepath.contracts.ProblemType;
import io.desirepath.contracts.ProductId;
import io.desirepath.recommendation.catalog.CatalogueFollower;
import io.desirepath.recommendation.ranking.domain.Conditions;
import io.desirepath.service.problem.ProblemException;
import io.desirepath.service.version.Precondition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Writes merchandising rules and deletes them. */
@ApplicationScoped
public class EditRules {

    /** More would be asked for every list. */
    private static final int MAX_RULES = 1000;

    record Replaced(RuleView rule, boolean created) {}

    private final DataSource database;
    private final PostgresRules rules;
    private final CatalogueFollower catalogue;

    EditRules(DataSource database, PostgresRules rules, CatalogueFollower catalogue) {
        this.database = database;
        this.rules = rules;
        this.catalogue = catalogue;
    }

    /**
     * Creates the rule or replaces it. One that changes nothing keeps the version.
     *
     * @param precondition what the client expects to find
     * @throws ProblemException INVALID_REQUEST if it asks for an attribute that no product has, or PRECONDITION_FAILED
     */
    @Transactional
    Replaced put(String id, RuleDocument document, Precondition precondition) throws SQLException {
        requireKnown(document);
        try (Connection tx = database.getConnection()) {
            long revision = PostgresStrategies.lock(tx);
            Optional<RuleView> present = rules.find(tx, id);
            precondition.require(present.map(RuleView::revision).orElse(null));
            if (present.isEmpty() && rules.all(tx).size() >= MAX_RULES) {
                throw ProblemException.of(ProblemType.CONFLICT, "There are " + MAX_RULES + " rules already");
            }
            if (present.isEmpty() || !present.get().document().equals(document)) {
                rules.put(tx, id, document, revision);
            }
            return new Replaced(rules.find(tx, id).orElseThrow(), present.isEmpty());
        }
    }

    /** @throws ProblemException UNKNOWN_MERCHANDISING_RULE or PRECONDITION_FAILED */
    @Transactional
    void delete(String id, Precondition precondition) throws SQLException {
        try (Connection tx = database.getConnection()) {
            PostgresStrategies.lock(tx);
            Optional<RuleView> present = rules.find(tx, id);
            precondition.require(present.orElseThrow(() -> unknown(id)).revision());
            rules.delete(tx, id);
        }
    }

    static ProblemException unknown(String id) {
        return ProblemException.of(
                ProblemType.UNKNOWN_MERCHANDISING_RULE, "There is no merchandising rule '" + id + "'");
    }

    private void requireKnown(RuleDocument document) {
        try {
            if (document.items() != null) {
                CatalogueAttributes attributes = new CatalogueAttributes(catalogue.catalogue());
                Conditions.requireOfProducts("items", document.items(), attributes::knows);
            }
            if (document.productIds() != null) {
                document.productIds().forEach(ProductId::new);
            }
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }
}
