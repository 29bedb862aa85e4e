package io.desirepath.recommendation.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.service.feed.FeedJson;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Attributes and relations as the text that {@code product} keeps: always the same for the same content. */
final class ProductJson {

    private ProductJson() {}

    static @Nullable String attributes(SortedMap<String, JsonNode> attributes) {
        return attributes.isEmpty() ? null : write(attributes);
    }

    static SortedMap<String, JsonNode> attributes(@Nullable String text) {
        return text == null ? new TreeMap<>() : read(text, new TypeReference<TreeMap<String, JsonNode>>() {});
    }

    static @Nullable String relations(List<DeclaredRelation> relations) {
        return relations.isEmpty() ? null : write(relations);
    }

    static List<DeclaredRelation> relations(@Nullable String text) {
        return text == null ? List.of() : read(text, new TypeReference<List<DeclaredRelation>>() {});
    }

    private static String write(Object value) {
        try {
            return FeedJson.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a product cannot be written", e);
        }
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return FeedJson.MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored product is not readable", e);
        }
    }
}
