package io.desirepath.gateway.framing.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The head of one request, line by line as it came. It is stricter than RFC 9112 has to be: whatever two readers could
 * take in two ways is refused, because that is how a request is smuggled past the one in front (sections 2.2, 3.2, 5,
 * 6.1 and 11.2).
 */
public final class RequestHead {

    /** How long the body is. */
    public sealed interface Body {

        /** @param bytes may be 0 */
        record Bytes(long bytes) implements Body {}

        record Chunks() implements Body {}
    }

    private static final Pattern REQUEST_LINE =
            Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,32} /[\\x21-\\x7e]* HTTP/1\\.[01]");
    private static final Pattern FIELD_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._~-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,15}");

    private boolean started;
    private boolean old;
    private final List<String> hosts = new ArrayList<>(1);
    private final List<String> lengths = new ArrayList<>(1);
    private final List<String> codings = new ArrayList<>(1);

    /**
     * @param line one line before the empty one that ends the head, each byte a character, without CRLF
     * @return empty if it is fine
     */
    public Optional<Refusal> refuse(String line) {
        if (line.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            return Optional.of(Refusal.CONTROL_CHARACTER);
        }
        if (!started) {
            started = true;
            old = line.endsWith("0");
            return REQUEST_LINE.matcher(line).matches() ? Optional.empty() : Optional.of(Refusal.REQUEST_LINE);
        }
        return line.startsWith(" ") || line.startsWith("\t") ? Optional.of(Refusal.FOLDED) : refuseField(line);
    }

    private Optional<Refusal> refuseField(String line) {
        int colon = line.indexOf(':');
        if (colon < 1 || !FIELD_NAME.matcher(line.substring(0, colon)).matches()) {
            return Optional.of(Refusal.HEADER_FIELD);
        }
        String value = line.substring(colon + 1).strip();
        switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "host" -> hosts.add(value);
            case "content-length" -> lengths.add(value);
            case "transfer-encoding" -> codings.add(value);
            default -> {
                // Says nothing about where the request ends or whom it is for.
            }
        }
        return Optional.empty();
    }

    /** Whether the head as a whole may not pass, now that its last line has been seen. */
    public Optional<Refusal> refuse() {
        if (!started) {
            return Optional.of(Refusal.REQUEST_LINE);
        }
        if (hosts.size() > 1
                || (hosts.isEmpty() && !old)
                || !hosts.stream().allMatch(host -> HOST.matcher(host).matches())) {
            return Optional.of(Refusal.HOST);
        }
        if (!lengths.isEmpty() && !codings.isEmpty()) {
            return Optional.of(Refusal.TWO_LENGTHS);
        }
        if (lengths.size() > 1
                || !lengths.stream().allMatch(length -> LENGTH.matcher(length).matches())) {
            return Optional.of(Refusal.CONTENT_LENGTH);
        }
        // In lower case only, as all clients write it: what reads it behind us may be as strict.
        boolean clear =
                codings.isEmpty() || (codings.size() == 1 && codings.getFirst().equals("chunked") && !old);
        return clear ? Optional.empty() : Optional.of(Refusal.TRANSFER_ENCODING);
    }

    /** Only of a head that is not refused. */
    public Body body() {
        return codings.isEmpty()
                ? new Body.Bytes(lengths.isEmpty() ? 0 : Long.parseLong(lengths.getFirst()))
                : new Body.Chunks();
    }
}
