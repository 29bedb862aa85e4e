package io.desirepath.recommendation.privacy;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.privacy.ExportLines;
import io.desirepath.service.privacy.ExportLines.Section;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code GET /internal/export/{kind}/{id}}: what this service has of an account, for its archive; of contacts, nothing. */
@Path("/internal/export")
@RunOnVirtualThread
public class ExportResource {

    private static final String PURCHASES = "SELECT product_id AS \"productId\", message_id AS \"messageId\", refund,"
            + " quantity, unit_price AS \"unitPrice\", currency, at FROM purchase WHERE account_id = ?"
            + " ORDER BY at, message_id, product_id";

    private static final String VIEWS =
            "SELECT product_id AS \"productId\", at FROM product_view WHERE account_id = ? ORDER BY at, product_id";

    private static final String CONTEXT = "SELECT name, country, industry, price_group AS \"priceGroup\","
            + " catalog_group AS \"catalogGroup\", parent_id AS \"parentId\", stub, stage, since, probabilities"
            + " FROM account_context WHERE account_id = ?";

    private static final String CONTACT = "SELECT role, role_confidence AS \"roleConfidence\", department,"
            + " persona_id AS \"personaId\", persona_probability AS \"personaProbability\""
            + " FROM contact_profile WHERE contact_id = ?";
    private static final String ASSIGNED = " WHERE declared -> 'accounts' @> to_jsonb(?::text)";

    private static final String CATALOGS =
            "SELECT id, declared - 'accounts' - 'catalogGroups' AS declared FROM catalog" + ASSIGNED + " ORDER BY id";

    private static final String PRICE_LISTS =
            "SELECT id, declared - 'accounts' - 'priceGroups' AS declared FROM price_list" + ASSIGNED + " ORDER BY id";

    private static final String PRICES = "SELECT e.price_list_id AS \"priceListId\", e.product_id AS \"productId\","
            + " e.steps::json AS steps, e.pack_size AS \"packSize\", e.minimum_order AS \"minimumOrder\", e.unit"
            + " FROM price_list l JOIN price_list_entry e ON e.price_list_id = l.id AND e.incarnation = l.incarnation"
            + ASSIGNED + " AND e.steps IS NOT NULL ORDER BY 1, 2";
    private static final String EXPOSURES = "SELECT recommendation_id AS \"recommendationId\", placement, at, stage,"
            + " strategy_version AS \"strategyVersion\", model_version AS \"modelVersion\", holdout,"
            + " experiment_id AS \"experimentId\", variant, kinds, products, contents FROM exposure"
            + " WHERE account_id = ? ORDER BY at, recommendation_id";

    private static final String INTERACTIONS = "SELECT message_id AS \"messageId\","
            + " recommendation_id AS \"recommendationId\", action, position, product_id AS \"productId\", at"
            + " FROM interaction WHERE account_id = ? ORDER BY at, message_id";

    private static final String RECOMMENDED_LINES = "SELECT message_id AS \"messageId\", product_id AS \"productId\","
            + " recommendation_id AS \"recommendationId\", at FROM recommended_line WHERE account_id = ?"
            + " ORDER BY at, message_id, product_id";

    private final DataSource database;

    ExportResource(DataSource database) {
        this.database = database;
    }

    @GET
    @Path("{kind}/{id}")
    @Produces(ExportLines.MEDIA_TYPE)
    @Operation(hidden = true)
    public StreamingOutput export(@PathParam("kind") String kind, @PathParam("id") String id) {
        return switch (kind) {
            case "contact" -> ExportLines.of(database, List.of(new Section("profile", CONTACT, List.of(id))));
            case "account" ->
                ExportLines.of(
                        database,
                        List.of(
                                new Section("purchases", PURCHASES, List.of(id)),
                                new Section("views", VIEWS, List.of(id)),
                                new Section("context", CONTEXT, List.of(id)),
                                new Section("catalogs", CATALOGS, List.of(id)),
                                new Section("priceLists", PRICE_LISTS, List.of(id)),
                                new Section("prices", PRICES, List.of(id)),
                                new Section("recommendations", EXPOSURES, List.of(id)),
                                new Section("recommendation-feedback", INTERACTIONS, List.of(id)),
                                new Section("recommended-lines", RECOMMENDED_LINES, List.of(id))));
            default -> throw ProblemException.of(ProblemType.NOT_FOUND, "Neither contact nor account");
        };
    }
}
