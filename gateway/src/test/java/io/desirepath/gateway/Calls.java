package io.desirepath.gateway;

import io.desirepath.gateway.RawClient.Answer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of the API as a client with a key makes them. */
public final class Calls {

    private Calls() {}

    public static Answer get(String key, String path, String... headers) {
        return call(key, "GET", path, null, headers);
    }

    public static Answer post(String key, String path, @Nullable Object body, String... headers) {
        return call(key, "POST", path, body, headers);
    }

    public static Answer delete(String key, String path, String... headers) {
        return call(key, "DELETE", path, null, headers);
    }

    /** @param body sent as the text it is; nothing is sent if null */
    public static Answer call(String key, String method, String path, @Nullable Object body, String... headers) {
        byte[] bytes = body == null ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(List.of(headers));
        lines.addFirst(method + " " + path + " HTTP/1.1");
        lines.add("Authorization: Bearer " + key);
        if (body != null) {
            lines.add("Content-Type: application/json");
        }
        lines.add("Content-Length: " + bytes.length);
        try (RawClient client = RawClient.toGateway()) {
            client.write(RawClient.head(lines.toArray(String[]::new)));
            client.write(bytes);
            return client.read();
        }
    }

    public static JsonObject json(Answer answer) {
        return new JsonObject(answer.body());
    }
}
