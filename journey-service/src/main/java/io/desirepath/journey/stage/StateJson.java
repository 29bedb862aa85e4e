package io.desirepath.journey.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.journey.stage.domain.JourneyState;

/** The JSON of stored states: independent of how the public API is configured, and exact to the last bit. */
final class StateJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StateJson() {}

    static String write(JourneyState state) {
        try {
            return MAPPER.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a journey's state cannot be written", e);
        }
    }

    static JourneyState read(String json) {
        try {
            return MAPPER.readValue(json, JourneyState.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored journey's state cannot be read", e);
        }
    }
}
