package io.desirepath.journey.activation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.activation.domain.MemberField;
import io.desirepath.journey.activation.domain.StageElsewhere;
import io.desirepath.journey.stage.StageNames;
import io.desirepath.service.feed.FeedJson;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads rows of members as JSON objects, which is what they are in every answer but CSV. */
@Singleton
class MemberRows {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final StageElsewhere hubspot;
    private final StageElsewhere sixsense;

    MemberRows() {
        StageNames names = StageNames.load();
        hubspot = elsewhere(names, "HubSpot lifecycle stage");
        sixsense = elsewhere(names, "6sense buying stage");
    }

    private static StageElsewhere elsewhere(StageNames names, String source) {
        return new StageElsewhere(stage -> names.of(stage).stream()
                .filter(name -> name.source().equals(source))
                .map(StageNames.Name::name)
                .toList());
    }

    /** @param row of a {@link MemberQuery} with these fields */
    ObjectNode read(ResultSet row, List<MemberField> fields) throws SQLException {
        ObjectNode member = JSON.objectNode();
        for (int i = 0; i < fields.size(); i++) {
            member.set(fields.get(i).wireName(), value(row, fields.get(i), i + 1));
        }
        return member;
    }

    private JsonNode value(ResultSet row, MemberField field, int column) throws SQLException {
        if (row.getObject(column) == null) {
            return JSON.nullNode();
        }
        return switch (field) {
            case ENTERED_AT, STAGE_SINCE ->
                JSON.textNode(
                        row.getObject(column, OffsetDateTime.class).toInstant().toString());
            case EMPLOYEES -> JSON.numberNode(row.getInt(column));
            case REASON -> json(row.getString(column));
            case ACCOUNT_IDS -> texts((String[]) row.getArray(column).getArray());
            case HUBSPOT_LIFECYCLE_STAGE -> name(hubspot, row.getString(column));
            case SIXSENSE_STAGE -> name(sixsense, row.getString(column));
            case ACCOUNT_ID, CONTACT_ID, STAGE, NAME, COUNTRY, INDUSTRY, ROLE, PERSONA, EMAIL_SHA256 ->
                JSON.textNode(row.getString(column));
        };
    }

    private static JsonNode name(StageElsewhere elsewhere, String stage) {
        return elsewhere
                .name(Stage.valueOf(stage))
                .<JsonNode>map(JSON::textNode)
                .orElseGet(JSON::nullNode);
    }

    private static ArrayNode texts(String[] values) {
        ArrayNode array = JSON.arrayNode();
        List.of(values).forEach(array::add);
        return array;
    }

    private static JsonNode json(String text) {
        try {
            return FeedJson.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("PostgreSQL's json is not JSON", e);
        }
    }
}
