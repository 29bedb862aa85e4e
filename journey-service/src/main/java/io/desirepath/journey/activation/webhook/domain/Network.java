package io.desirepath.journey.activation.webhook.domain;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses with the same first bits, as {@code 10.0.0.0/8} or {@code fc00::/7} writes them (RFC 4632, RFC 4291). */
public final class Network {

    private static final Pattern FORM = Pattern.compile("([0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/(\\d{1,3}))?");

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /**
     * @param text an address, with or without a number of bits
     * @throws IllegalArgumentException if it is none; names are not looked up
     */
    public static Network parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (form.matches()) {
            byte[] address = literal(form.group(1));
            int all = address.length * Byte.SIZE;
            int bits = form.group(2) == null ? all : Integer.parseInt(form.group(2));
            if (bits <= all) {
                return new Network(address, bits);
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not a network such as 10.0.0.0/8 or fc00::/7");
    }

    private static byte[] literal(String text) {
        // InetAddress would take 10.1 for 10.0.0.1, and 7 for 0.0.0.7.
        if (text.indexOf(':') < 0 && !text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            throw new IllegalArgumentException("'" + text + "' is not an address");
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is not an address", e);
        }
    }

    /** @param other 4 or 16 bytes */
    boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        return Arrays.equals(address, 0, whole, other, 0, whole)
                && (rest == 0 || ((address[whole] ^ other[whole]) & 0xFF) >> (Byte.SIZE - rest) == 0);
    }
}
