package io.desirepath.gateway.oidc;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A small OpenID Connect provider: a discovery document, one published RSA key, and tokens of every kind. */
public final class IdentityProvider implements QuarkusTestResourceLifecycleManager {

    public static final String AUDIENCE = "desire-path";

    private static final KeyPair PUBLISHED = rsa();
    private static final KeyPair FOREIGN = rsa();
    private static String issuer = "";

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            issuer = "http://localhost:" + http.getAddress().getPort();
            serve(http, "/.well-known/openid-configuration", discovery());
            serve(http, "/jwks", new JsonObject().put("keys", new JsonArray().add(publishedKey())));
            http.start();
            server = http;
            return Map.of("DESIREPATH_OIDC_AUTH_SERVER_URL", issuer, "DESIREPATH_OIDC_AUDIENCE", AUDIENCE);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** The claims of a token that holds. */
    static JsonObject claims(String... roles) {
        long now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", issuer)
                .put("aud", AUDIENCE)
                .put("sub", "subject-1")
                .put("preferred_username", "operator")
                .put("iat", now)
                .put("exp", now + 300)
                .put("groups", new JsonArray(java.util.List.of(roles)));
    }

    static String signed(JsonObject claims) {
        return rs256("published", PUBLISHED, claims);
    }

    /** Signed by somebody else, under the name of a published key or not. */
    static String signedByAStranger(String keyId, JsonObject claims) {
        return rs256(keyId, FOREIGN, claims);
    }

    static String unsigned(JsonObject claims) {
        return content(new JsonObject().put("alg", "none").put("typ", "JWT"), claims) + ".";
    }

    /** As if the public key were a shared secret. */
    static String hs256WithThePublicKey(byte[] secret, JsonObject claims) {
        try {
            String content = content(
                    new JsonObject().put("alg", "HS256").put("typ", "JWT").put("kid", "published"), claims);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return content + "." + base64(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static RSAPublicKey publicKey() {
        return (RSAPublicKey) PUBLISHED.getPublic();
    }

    private static String rs256(String keyId, KeyPair key, JsonObject claims) {
        try {
            String content = content(
                    new JsonObject().put("alg", "RS256").put("typ", "JWT").put("kid", keyId), claims);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String content(JsonObject header, JsonObject claims) {
        return base64(header.encode().getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject discovery() {
        return new JsonObject()
                .put("issuer", issuer)
                .put("authorization_endpoint", issuer + "/authorize")
                .put("token_endpoint", issuer + "/token")
                .put("introspection_endpoint", issuer + "/introspect")
                .put("jwks_uri", issuer + "/jwks")
                .put("subject_types_supported", new JsonArray().add("public"))
                .put("response_types_supported", new JsonArray().add("code"))
                .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256"));
    }

    private static JsonObject publishedKey() {
        return new JsonObject()
                .put("kty", "RSA")
                .put("use", "sig")
                .put("alg", "RS256")
                .put("kid", "published")
                .put("n", base64(unsignedBytes(publicKey().getModulus())))
                .put("e", base64(unsignedBytes(publicKey().getPublicExponent())));
    }

    private static byte[] unsignedBytes(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? java.util.Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static void serve(HttpServer http, String path, JsonObject document) {
        byte[] body = document.encode().getBytes(StandardCharsets.UTF_8);
        http.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
