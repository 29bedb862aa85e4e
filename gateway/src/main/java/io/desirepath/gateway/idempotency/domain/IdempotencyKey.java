package io.desirepath.gateway.idempotency.domain;

import java.util.regex.Pattern;

/**
 * What a client calls one request, however often it has to send it.
 *
 * @param owner whose key it is; two callers may choose the same text
 * @param text 1 to 255 visible ASCII characters
 */
public record IdempotencyKey(String owner, String text) {

    private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");

    public IdempotencyKey {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException("an idempotency key has 1 to 255 visible ASCII characters");
        }
    }

    public static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches();
    }
}
