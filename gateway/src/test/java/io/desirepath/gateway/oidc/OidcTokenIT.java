package io.desirepath.gateway.oidc;

import static io.desirepath.gateway.Calls.call;
import static io.desirepath.gateway.Calls.get;
import static io.desirepath.gateway.Calls.json;
import static io.desirepath.gateway.Calls.post;
import static io.desirepath.gateway.Neighbours.ADMIN_KEY;
import static io.desirepath.gateway.oidc.IdentityProvider.claims;
import static io.desirepath.gateway.oidc.IdentityProvider.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.gateway.RawClient.Answer;
import io.desirepath.gateway.RunningGateway;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

@RunningGateway
class OidcTokenIT {

    @Test
    void aTokenOfTheProviderWorksAsAKeyWithTheScopesOfItsRoles() {
        String token = signed(claims("desirepath-journey", "something-else"));
        Answer answer = get(token, "/v1/stages");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(get(token, "/v1/products").status()).isEqualTo(403);
        assertThat(get(token, "/v1/api-keys").status()).isEqualTo(403);

        JsonObject seen = json(answer);
        String internal =
                seen.getJsonObject("headers").getJsonArray("authorization").getString(0);
        assertThat(internal).doesNotContain(token);
        JsonObject internalClaims = new JsonObject(
                new String(Base64.getUrlDecoder().decode(internal.split("\\.", 3)[1]), StandardCharsets.UTF_8));
        assertThat(internalClaims.getString("iss")).isEqualTo("desire-path");
        assertThat(internalClaims.getString("sub")).isEqualTo("oidc:subject-1");
        assertThat(internalClaims.getString("keyKind")).isEqualTo("server");
        assertThat(internalClaims.getJsonArray("groups")).isEqualTo(new JsonArray().add("journey"));
    }

    @Test
    void whoeverHasATokenLearnsWhoTheyAre() {
        JsonObject me = json(get(signed(claims("desirepath-profiles", "desirepath-write")), "/v1/me"));
        assertThat(me.getString("subject")).isEqualTo("subject-1");
        assertThat(me.getString("name")).isEqualTo("operator");
        assertThat(me.getString("kind")).isEqualTo("oidc");
        assertThat(me.getJsonArray("scopes"))
                .isEqualTo(new JsonArray().add("profiles").add("write"));
        assertThat(me.containsKey("keyId")).isFalse();
        assertThat(Instant.parse(me.getString("expiresAt"))).isAfter(Instant.now());
        assertThat(json(get(signed(claims()), "/v1/me")).getJsonArray("scopes")).isEmpty();
    }

    @Test
    void anAdministratorMayComeWithATokenAndIsNamedInTheAudit() {
        String token = signed(claims("desirepath-admin").put("sub", "administrator-7"));
        String body = "{\"name\":\"by token\",\"kind\":\"server\",\"scopes\":[\"write\"]}";
        Answer created = post(token, "/v1/api-keys", body, "Idempotency-Key: oidc-1");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(post(token, "/v1/api-keys", body, "Idempotency-Key: oidc-1").header("Idempotency-Replayed"))
                .containsExactly("true");
        JsonObject entry =
                json(get(token, "/v1/audit?pageSize=1")).getJsonArray("entries").getJsonObject(0);
        assertThat(entry.getString("action")).isEqualTo("api-key.created");
        assertThat(entry.getJsonObject("actor"))
                .isEqualTo(new JsonObject()
                        .putNull("keyId")
                        .put("name", "administrator-7")
                        .put("kind", "oidc"));
    }

    @Test
    void aBodyIsPassedOnWholeAlthoughTheTokenIsVerifiedFirst() {
        String body = "{\"padding\":\"" + "x".repeat(50_000) + "\"}";
        JsonObject seen = json(call(signed(claims("desirepath-admin")), "PUT", "/v1/products/1", body));
        assertThat(seen.getInteger("bodyLength")).isEqualTo(body.length());
    }

    @Test
    void aTokenThatDoesNotHoldIsUnauthenticated() {
        long past = Instant.now().getEpochSecond() - 120;
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(IdentityProvider.publicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        JsonObject admin = claims("desirepath-admin");
        String good = signed(admin);
        assertThat(get(good, "/v1/me").status()).isEqualTo(200);
        List<String> bad = List.of(
                signed(claims("desirepath-admin").put("iss", "http://localhost:1/other")),
                signed(claims("desirepath-admin").put("aud", "another-application")),
                signed(without("aud")),
                signed(claims("desirepath-admin").put("iat", past - 300).put("exp", past)),
                signed(without("exp")),
                signed(without("sub")),
                IdentityProvider.unsigned(admin),
                IdentityProvider.hs256WithThePublicKey(pem.getBytes(StandardCharsets.US_ASCII), admin),
                IdentityProvider.hs256WithThePublicKey(
                        IdentityProvider.publicKey().getEncoded(), admin),
                IdentityProvider.signedByAStranger("unheard-of", admin),
                IdentityProvider.signedByAStranger("published", admin),
                good.substring(0, good.lastIndexOf('.') + 1),
                good.substring(0, good.length() - 8) + "AAAAAAAA",
                "eyJ.eyJ.x");
        for (int i = 0; i < bad.size(); i++) {
            Answer answer = get(bad.get(i), "/v1/me");
            assertThat(answer.status()).as("token %d: %s", i, answer.body()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).containsExactly("Bearer realm=\"desire-path\"");
            assertThat(json(answer).getString("type")).isEqualTo("/problems/unauthenticated");
        }
    }

    @Test
    void keysGoOnBeingChecked() {
        assertThat(get(ADMIN_KEY, "/v1/me").status()).isEqualTo(200);
        Answer wrong = get(ADMIN_KEY + "x", "/v1/api-keys");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(json(wrong).getString("type")).isEqualTo("/problems/unauthenticated");
        assertThat(wrong.header("WWW-Authenticate")).containsExactly("Bearer realm=\"desire-path\"");
    }

    private static JsonObject without(String claim) {
        JsonObject claims = claims("desirepath-admin");
        claims.remove(claim);
        return claims;
    }
}
