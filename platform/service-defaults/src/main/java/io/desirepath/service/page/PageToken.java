package io.desirepath.service.page;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list begins: after the sort key of the last item of the page before. Clients must not look
 * inside. Not a record, because JAX-RS would prefer a constructor that takes a string to {@link #valueOf}.
 */
public final class PageToken {

    private static final String SEPARATOR = "\n";

    private final List<String> key;

    private PageToken(List<String> key) {
        this.key = key;
    }

    /** @param key the parts of the sort key, without control characters */
    public static PageToken after(String... key) {
        return new PageToken(List.of(key));
    }

    /**
     * Reads a query parameter; the name is what JAX-RS looks for.
     *
     * @throws IllegalArgumentException if no page gave this token
     */
    public static PageToken valueOf(String parameter) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(parameter);
            String key = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            List<String> parts = List.of(key.split(SEPARATOR, -1));
            if (!key.isEmpty()
                    && parts.stream().flatMapToInt(String::codePoints).noneMatch(Character::isISOControl)) {
                return new PageToken(parts);
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // Refused below, like every other token that no page gave.
        }
        throw invalid();
    }

    /**
     * The parts of the key.
     *
     * @throws IllegalArgumentException if they are not so many
     */
    public List<String> key(int parts) {
        if (key.size() != parts) {
            throw invalid();
        }
        return key;
    }

    /**
     * The id to continue after: the empty string, which sorts before every id, at the beginning.
     *
     * @throws IllegalArgumentException if the token is of a list with another key
     */
    public static String startOf(@Nullable PageToken token) {
        return token == null ? "" : token.key(1).getFirst();
    }

    /**
     * The number to continue after.
     *
     * @param beginning what a list without a token begins with
     * @throws IllegalArgumentException if the token is of a list with another key
     */
    public static long numberOr(@Nullable PageToken token, long beginning) {
        if (token == null) {
            return beginning;
        }
        String number = startOf(token);
        if (!number.matches("[0-9]{1,18}")) {
            throw invalid();
        }
        return Long.parseLong(number);
    }

    /** The form that goes over the wire. */
    public String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, key).getBytes(StandardCharsets.UTF_8));
    }

    /** What is thrown for a token that this list did not give. */
    public static IllegalArgumentException invalid() {
        return new InvalidPageTokenException();
    }
}
