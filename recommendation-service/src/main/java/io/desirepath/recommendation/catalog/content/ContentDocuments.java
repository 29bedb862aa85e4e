package io.desirepath.recommendation.catalog.content;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.ProblemType;
import io.desirepath.recommendation.catalog.bulk.LoadRows.Keyed;
import io.desirepath.recommendation.catalog.bulk.LoadRows.Stored;
import io.desirepath.recommendation.catalog.bulk.LoadRows.Target;
import io.desirepath.recommendation.catalog.document.DocumentId;
import io.desirepath.recommendation.catalog.document.Documents;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** Content items as they are declared, one by one or many in a file. */
@Singleton
class ContentDocuments implements Target<DeclaredContent> {

    private final Documents<DeclaredContent> items;
    private final ObjectMapper json;

    ContentDocuments(DataSource database, ObjectMapper json) {
        this.items = new Documents<>(database, "content_item", DeclaredContent.class, ProblemType.UNKNOWN_CONTENT);
        this.json = json;
    }

    Documents<DeclaredContent> items() {
        return items;
    }

    @Override
    public Keyed<DeclaredContent> read(ObjectNode row) throws JsonProcessingException {
        JsonNode id = row.remove("id");
        if (id == null || !id.isTextual()) {
            throw new IllegalArgumentException("id: is required and must be a string");
        }
        return new Keyed<>(new DocumentId(id.textValue()).value(), json.treeToValue(row, DeclaredContent.class));
    }

    @Override
    public Stored store(Connection tx, Map<String, DeclaredContent> rows) throws SQLException {
        return new Stored(items.declare(tx, rows), Map.of());
    }
}
