package io.desirepath.recommendation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.desirepath.testing.Tokens;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Calls the service as the gateway does. Bodies are read with Jackson: REST Assured compiles a script per path. */
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String authorization;

    /** A caller with a key of these scopes; without any, a caller without a token. */
    public Api(String... scopes) {
        authorization = scopes.length == 0 ? null : Tokens.bearer(scopes);
    }

    private Api(String authorization) {
        this.authorization = authorization;
    }

    /** Another service. */
    public static Api ofService() {
        return new Api(Tokens.serviceBearer());
    }

    /** What came back. */
    public record Answer(int status, JsonNode body, Response raw) {

        public String header(String name) {
            return raw.header(name);
        }

        /** The text at a JSON pointer; null if there is nothing. */
        public String text(String pointer) {
            return body.at(pointer).asText(null);
        }

        /** Status and slug, {@code 404 unknown-product}, of a problem document. */
        public String problem() {
            if (!raw.contentType().startsWith("application/problem+json")) {
                return status + " is no problem document: " + body;
            }
            return status + " " + text("/type").substring("/problems/".length());
        }
    }

    /** @param header names and values in turn */
    public Answer get(String path, String... header) {
        return answer(call(header).get(path));
    }

    public Answer put(String path, String body, String... header) {
        return answer(call(header).body(body).put(path));
    }

    public Answer post(String path) {
        return answer(call().post(path));
    }

    public Answer post(String path, String body, String... header) {
        return answer(call(header).body(body).post(path));
    }

    /** Sends a file. */
    public Answer load(String path, String mediaType, byte[] file) {
        return answer(call().contentType(mediaType).body(file).post(path));
    }

    public Answer load(String path, String mediaType, String file) {
        return load(path, mediaType, file.getBytes(StandardCharsets.UTF_8));
    }

    public Answer delete(String path, String... header) {
        return answer(call(header).delete(path));
    }

    /** An id as it stands in a path or query. */
    public static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private RequestSpecification call(String... header) {
        RequestSpecification call =
                RestAssured.given().urlEncodingEnabled(false).contentType("application/json");
        if (authorization != null) {
            call = call.header("Authorization", authorization);
        }
        for (int i = 0; i < header.length; i += 2) {
            call = call.header(header[i], header[i + 1]);
        }
        return call;
    }

    private static Answer answer(Response response) {
        String body = response.asString();
        try {
            return new Answer(
                    response.statusCode(), body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body), response);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }
}
