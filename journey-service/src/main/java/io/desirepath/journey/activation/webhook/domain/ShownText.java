package io.desirepath.journey.activation.webhook.domain;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The beginning of what a stranger sent, fit to be stored and shown. */
public final class ShownText {

    private ShownText() {}

    /** Control and formatting characters are written as Unicode escapes; what is not UTF-8 becomes a replacement character. */
    public static String of(byte[] bytes) {
        StringBuilder shown = new StringBuilder(bytes.length);
        new String(bytes, UTF_8).codePoints().forEach(c -> {
            int type = Character.getType(c);
            boolean plain = !Character.isISOControl(c)
                    && type != Character.FORMAT
                    && type != Character.LINE_SEPARATOR
                    && type != Character.PARAGRAPH_SEPARATOR;
            if (plain) {
                shown.appendCodePoint(c);
            } else {
                shown.append("\\u%04x".formatted(c));
            }
        });
        return shown.toString();
    }
}
