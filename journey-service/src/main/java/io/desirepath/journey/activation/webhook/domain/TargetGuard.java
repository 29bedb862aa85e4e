package io.desirepath.journey.activation.webhook.domain;

import java.net.InetAddress;
import java.util.List;

/**
 * Decides where messages may be sent, so that nobody can use them to reach what only this network reaches. Everything that
 * a name stands for must be allowed, and what is connected to is one of the addresses that were looked at, never the name
 * again, which may lead elsewhere by then (DNS rebinding).
 */
public final class TargetGuard {

    private final List<Network> allowed;

    /** @param allowed networks whose addresses may be sent to though they are not public, by http and at any port too */
    public TargetGuard(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /**
     * @param addresses all that the URL's host stands for
     * @return the one to connect to
     * @throws RefusedTargetException if it must not be sent to
     */
    public InetAddress choose(TargetUrl url, List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            throw new RefusedTargetException("has a host without an address");
        }
        boolean exempt = addresses.stream().allMatch(this::isExempt);
        if (!exempt && !url.isOrdinary()) {
            throw new RefusedTargetException("must be by https, to port 443 or one above 1023");
        }
        if (!exempt && !addresses.stream().allMatch(address -> isExempt(address) || isPublic(address))) {
            throw new RefusedTargetException("leads to an address that is not public");
        }
        return addresses.getFirst();
    }

    private boolean isExempt(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address.getAddress()));
    }

    private static boolean isPublic(InetAddress address) {
        return PublicAddresses.contains(address.getAddress());
    }
}
