package io.desirepath.journey.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Says whether something that was sent and could not be used names one of some ids, in whatever field. */
final class MentionedIds {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9@._-]+");

    private final List<String> ids;

    MentionedIds(List<String> ids) {
        this.ids = List.copyOf(ids);
    }

    /** For each id a part that is written the same in every form of JSON, however often it was escaped. */
    List<String> plainParts() {
        return ids.stream()
                .map(id -> PLAIN.matcher(id)
                        .results()
                        .map(MatchResult::group)
                        .max(Comparator.comparingInt(String::length))
                        .orElse(""))
                .distinct()
                .toList();
    }

    /** @param payload JSON, or the beginning of a longer one as a JSON string */
    boolean isIn(String payload) {
        try {
            JsonNode sent = JSON.readTree(payload);
            return sent.isTextual() ? isInText(sent.textValue()) : isIn(sent);
        } catch (JsonProcessingException e) {
            return isInText(payload);
        }
    }

    private boolean isIn(JsonNode node) {
        if (node.isTextual() || node.isNumber()) {
            return ids.contains(node.asText());
        }
        for (JsonNode child : node) {
            if (isIn(child)) {
                return true;
            }
        }
        return false;
    }

    /** In text that breaks off anything that looks like an id is taken for one. */
    private boolean isInText(String text) {
        return plainParts().stream().anyMatch(text::contains);
    }
}
