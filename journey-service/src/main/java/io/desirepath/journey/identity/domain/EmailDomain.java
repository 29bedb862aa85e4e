package io.desirepath.journey.identity.domain;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The domain of an e-mail address, if it says where somebody works. */
public final class EmailDomain {

    private static final int MOST = 253;

    private final Set<String> freeMail;

    /** @param freeMail domains at which anybody may have an address, lower case */
    public EmailDomain(Set<String> freeMail) {
        this.freeMail = Set.copyOf(freeMail);
    }

    /** @return lower case, in its ASCII form; empty for what is no address, or one that anybody may have */
    public Optional<String> of(String email) {
        int at = email.lastIndexOf('@');
        if (at < 1 || at == email.length() - 1 || email.length() > MOST + 65) {
            return Optional.empty();
        }
        return ascii(email.substring(at + 1).strip()).filter(domain -> !freeMail.contains(domain));
    }

    /** The form in which domains are compared. */
    public static Optional<String> ascii(String domain) {
        try {
            String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return ascii.length() <= MOST && ascii.indexOf('.') > 0 ? Optional.of(ascii) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
