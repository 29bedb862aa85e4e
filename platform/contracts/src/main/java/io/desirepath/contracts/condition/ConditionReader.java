package io.desirepath.contracts.condition;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Reads conditions to the letter, and says where one is wrong. */
final class ConditionReader {

    private static final Map<String, Class<? extends Condition>> TYPES = types();

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private ConditionReader() {}

    static String nameOf(Class<?> type) {
        return type.getAnnotation(JsonTypeName.class).value();
    }

    /** @throws InvalidConditionException with the path of what is wrong, and why */
    static Condition read(JsonNode json) {
        requireBounded(json);
        if (!(json instanceof ObjectNode object)) {
            throw new InvalidConditionException("", "a condition must be an object with a type");
        }
        JsonNode name = object.path("type");
        Class<? extends Condition> type = TYPES.get(name.asText());
        if (type == null || !name.isTextual()) {
            throw new InvalidConditionException("type", "must be one of " + String.join(", ", TYPES.keySet()));
        }
        try {
            return STRICT.treeToValue(object.deepCopy().without("type"), type);
        } catch (JsonProcessingException e) {
            throw complaint(e);
        }
    }

    /** Every object in the tree is a condition. Counted before anything is made of them. */
    private static void requireBounded(JsonNode json) {
        if (nodes(json, 0) > Condition.MAX_NODES) {
            throw new InvalidConditionException("", "must be made of at most " + Condition.MAX_NODES + " conditions");
        }
    }

    private static int nodes(JsonNode json, int depth) {
        int below = json.isObject() ? depth + 1 : depth;
        if (below > Condition.MAX_DEPTH) {
            throw new InvalidConditionException("", "must not be nested deeper than " + Condition.MAX_DEPTH);
        }
        int count = json.isObject() ? 1 : 0;
        for (JsonNode child : json) {
            count += nodes(child, below);
        }
        return count;
    }

    private static InvalidConditionException complaint(JsonProcessingException e) {
        String path = e instanceof JsonMappingException mapping ? path(mapping) : "";
        return switch (e) {
            case UnrecognizedPropertyException _ ->
                new InvalidConditionException(path, "is not a field of this condition");
            case JsonMappingException mapping
            when mapping.getCause() instanceof InvalidConditionException inner -> inner.below(path);
            default -> new InvalidConditionException(path, "the value does not have the expected form");
        };
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Class<? extends Condition>> types() {
        Map<String, Class<? extends Condition>> types = new TreeMap<>();
        Arrays.stream(Condition.class.getPermittedSubclasses())
                .forEach(type -> types.put(nameOf(type), (Class<? extends Condition>) type));
        return types;
    }
}
