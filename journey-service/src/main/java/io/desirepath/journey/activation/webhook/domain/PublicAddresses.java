package io.desirepath.journey.activation.webhook.domain;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses belong to the Internet as a whole, by IANA's registries of special-purpose addresses (RFC 6890 and
 * those after it).
 */
final class PublicAddresses {

    private static final int IPV4 = 4;

    private static final List<Network> SPECIAL = networks(
            "0.0.0.0/8", // this network, the unspecified address
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, where clouds have their metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.31.196.0/24", // AS112
            "192.52.193.0/24", // AMT
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "192.175.48.0/24", // AS112
            "198.18.0.0/15", // benchmarking
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, broadcast

    /**
     * Nothing else has been given out, which leaves out loopback, link-local, unique-local and multicast, and the addresses
     * that carry one of version 4 below ::/32 (compatible, mapped, translated).
     */
    private static final Network GIVEN_OUT_OF_6 = Network.parse("2000::/3");

    private static final List<Network> SPECIAL_OF_6 = networks(
            "2001::/23", // protocol assignments: benchmarking, ORCHID, Teredo with an address of version 4 inside
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4, with an address of version 4 inside
            "2620:4f:8000::/48", // AS112
            "3fff::/20"); // documentation

    /** How a host of version 4 is reached from a network that has only version 6: it is what it carries (RFC 6052). */
    private static final Network NAT64 = Network.parse("64:ff9b::/96");

    private PublicAddresses() {}

    /** @param address 4 or 16 bytes */
    static boolean contains(byte[] address) {
        if (address.length == IPV4) {
            return isOutside(SPECIAL, address);
        }
        if (NAT64.contains(address)) {
            return contains(Arrays.copyOfRange(address, address.length - IPV4, address.length));
        }
        return GIVEN_OUT_OF_6.contains(address) && isOutside(SPECIAL_OF_6, address);
    }

    private static boolean isOutside(List<Network> networks, byte[] address) {
        return networks.stream().noneMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }
}
