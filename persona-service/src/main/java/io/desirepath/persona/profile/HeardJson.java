package io.desirepath.persona.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.desirepath.persona.profile.domain.HeardTrait;
import io.desirepath.persona.profile.domain.HeardTraits;
import io.desirepath.service.feed.FeedJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of the columns {@code declared}, {@code heard} and {@code traits} for those who read them by plain SQL. */
public final class HeardJson {

    private HeardJson() {}

    public static HeardTraits heard(String json) {
        try {
            return new HeardTraits(FeedJson.MAPPER.readValue(json, new TypeReference<Map<String, HeardTrait>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the column holds no heard traits", e);
        }
    }

    public static <T> @Nullable T declared(@Nullable String json, Class<T> type) {
        try {
            return json == null ? null : FeedJson.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the column holds no " + type.getSimpleName(), e);
        }
    }

    public static String write(Object value) {
        try {
            return FeedJson.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("traits cannot be written", e);
        }
    }
}
