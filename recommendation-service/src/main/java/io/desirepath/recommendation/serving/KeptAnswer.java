package io.desirepath.recommendation.serving;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.recommendation.feedback.Exposure;
import java.util.Objects;
import java.util.UUID;

/** An answer that can be given more than once: each time under an id of its own. */
final class KeptAnswer {

    private static final int ID_LENGTH = 36;

    private final byte[] json;
    private final int idAt;
    private final Exposure exposure;

    private KeptAnswer(byte[] json, int idAt, Exposure exposure) {
        this.json = json;
        this.idAt = idAt;
        this.exposure = exposure;
    }

    static KeptAnswer of(OneList list, ObjectMapper mapper) {
        UUID id = UUID.randomUUID();
        byte[] json = write(Answers.of(list, id), mapper);
        int idAt = new String(json, ISO_8859_1).indexOf(id.toString());
        return new KeptAnswer(json, Objects.checkIndex(idAt, json.length), Exposure.of(list.slate(id)));
    }

    byte[] json(UUID id) {
        byte[] copy = json.clone();
        System.arraycopy(id.toString().getBytes(ISO_8859_1), 0, copy, idAt, ID_LENGTH);
        return copy;
    }

    Exposure exposure(UUID id) {
        return exposure.named(id);
    }

    /** Bytes, about. */
    int size() {
        return json.length + exposure.size();
    }

    private static byte[] write(Recommendations answer, ObjectMapper mapper) {
        try {
            return mapper.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }
}
