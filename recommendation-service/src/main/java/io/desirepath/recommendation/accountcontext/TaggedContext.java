package io.desirepath.recommendation.accountcontext;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.desirepath.recommendation.accountcontext.domain.AccountContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * A context as it was read.
 *
 * @param tag tells it from every other one: what was made from a context holds as long as the account's tag is the same, or
 *     is the same again
 */
public record TaggedContext(AccountContext context, String tag) {

    /** Of SHA-256: so many that no two contexts ever have the same. */
    private static final int TAG_BYTES = 18;

    /** @param json the context as text */
    static TaggedContext of(AccountContext context, String json) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.getBytes(UTF_8));
            return new TaggedContext(context, Base64.getEncoder().encodeToString(Arrays.copyOf(hash, TAG_BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
