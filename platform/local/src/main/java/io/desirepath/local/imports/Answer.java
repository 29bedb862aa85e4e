package io.desirepath.local.imports;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the server did with the events of one request.
 *
 * @param id of the import, under which the reject log lists what was not taken
 * @param recorded events stored now
 * @param duplicates events stored before under the same message id
 * @param rejected events not taken
 * @param rejectedLines lines of recorded orders not taken
 */
record Answer(String id, long recorded, long duplicates, long rejected, long rejectedLines) {

    static Answer of(JsonNode json) {
        return new Answer(
                json.path("id").asText(),
                json.path("recorded").asLong(),
                json.path("duplicates").asLong(),
                json.path("rejected").asLong(),
                json.path("rejectedLines").asLong());
    }
}
