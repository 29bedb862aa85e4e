package io.desirepath.journey.activation.webhook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGuardTest {

    private static final TargetUrl HTTPS = TargetUrl.parse("https://receiver.example/hooks");
    private static final String PUBLIC = "93.184.216.34";

    private final TargetGuard strict = new TargetGuard(List.of());
    private final TargetGuard open =
            new TargetGuard(List.of(Network.parse("10.1.0.0/16"), Network.parse("fd00:1::/32")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::8.8.8.8",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:0:127.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::10.0.0.1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:80ff:fffe",
                "2001:2::1",
                "2001:10::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:a00:1::1",
                "2002:808:808::1",
                "3fff::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void anAddressThatIsNotPublicIsRefused(String address) {
        assertThatThrownBy(() -> strict.choose(HTTPS, addresses(address)))
                .isInstanceOf(RefusedTargetException.class)
                .hasMessage("leads to an address that is not public");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "93.184.216.34",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.255.255",
                "172.32.0.1",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::200e",
                "64:ff9b::8.8.8.8",
                "::ffff:8.8.8.8"
            })
    void aPublicAddressIsTaken(String address) {
        assertThat(strict.choose(HTTPS, addresses(address))).isEqualTo(address(address));
    }

    @Property
    void whatCarriesAnAddressThatIsRefusedIsRefusedToo(@ForAll @Size(4) byte[] inner) {
        if (!PublicAddresses.contains(inner)) {
            assertThat(PublicAddresses.contains(carried("64:ff9b::", 12, inner)))
                    .isFalse();
        }
        // However public what they carry is, these are not.
        assertThat(PublicAddresses.contains(carried("::", 12, inner))).isFalse();
        assertThat(PublicAddresses.contains(mapped(inner))).isFalse();
        assertThat(PublicAddresses.contains(carried("2002::", 2, inner))).isFalse();
        assertThat(PublicAddresses.contains(carried("2001::", 12, inner))).isFalse();
    }

    @Property
    void whatTheJdkKnowsToBeSpecialIsNeverPublic(@ForAll @Size(16) byte[] six, @ForAll @Size(4) byte[] four)
            throws UnknownHostException {
        for (byte[] bytes : List.of(six, four)) {
            InetAddress address = InetAddress.getByAddress(bytes);
            if (address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isMulticastAddress()) {
                assertThat(PublicAddresses.contains(address.getAddress())).isFalse();
            }
        }
    }

    @Test
    void oneAddressThatIsNotAllowedIsEnoughWhereverItStands() {
        assertThatThrownBy(() -> strict.choose(HTTPS, addresses(PUBLIC, "10.0.0.1")))
                .isInstanceOf(RefusedTargetException.class);
        assertThatThrownBy(() -> strict.choose(HTTPS, addresses("::1", PUBLIC)))
                .isInstanceOf(RefusedTargetException.class);
        assertThatThrownBy(() -> strict.choose(HTTPS, List.of())).isInstanceOf(RefusedTargetException.class);
    }

    @Test
    void onlyAllowedNetworksMayBeReachedByHttpAndAtAnyPort() {
        assertThat(open.choose(HTTPS, addresses("10.1.2.3"))).isEqualTo(address("10.1.2.3"));
        assertThat(open.choose(TargetUrl.parse("http://crm.internal:25/"), addresses("10.1.2.3", "fd00:1::5")))
                .isEqualTo(address("10.1.2.3"));
        assertThatThrownBy(() -> open.choose(HTTPS, addresses("10.2.0.1"))).isInstanceOf(RefusedTargetException.class);
        for (String url : List.of("http://a.example/", "https://a.example:25/", "https://a.example:80/")) {
            assertThatThrownBy(() -> open.choose(TargetUrl.parse(url), addresses(PUBLIC)))
                    .hasMessageContaining("https, to port 443");
            assertThatThrownBy(() -> open.choose(TargetUrl.parse(url), addresses("10.1.2.3", PUBLIC)))
                    .hasMessageContaining("https, to port 443");
        }
        assertThat(open.choose(TargetUrl.parse("https://a.example:8443/"), addresses(PUBLIC)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "receiver.example",
                "//receiver.example/",
                "ftp://receiver.example/",
                "file:///etc/passwd",
                "https:receiver.example",
                "https:///hooks",
                "https://user@receiver.example/",
                "https://user:word@receiver.example/",
                "https://receiver.example/#part",
                "https://receiver.example:0/",
                "https://receiver.example:65536/",
                "https://receiver.example/a b",
                "https://receiver.example/\r\nX-Header:1",
                "https://empfänger.example/",
                "https://rece_iver.example/",
                "https://[::1%25eth0]/"
            })
    void whatIsNoPlainUrlIsRefused(String url) {
        assertThatThrownBy(() -> TargetUrl.parse(url)).isInstanceOf(RefusedTargetException.class);
    }

    @Test
    void aUrlIsTakenApart() {
        assertThat(TargetUrl.parse("HTTPS://Receiver.Example/a?b=%20c"))
                .isEqualTo(new TargetUrl(true, "receiver.example", 443, "/a?b=%20c"));
        assertThat(TargetUrl.parse("http://[::1]:8080")).isEqualTo(new TargetUrl(false, "::1", 8080, "/"));
        assertThat(TargetUrl.parse("https://a.example?b")).isEqualTo(new TargetUrl(true, "a.example", 443, "/?b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0/33", "10.1/16", "fc00::/129", "localhost", "10.0.0.256/8", "1:2/7", "10.0.0.0/-1"})
    void whatIsNoNetworkIsRefused(String network) {
        assertThatThrownBy(() -> Network.parse(network)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<InetAddress> addresses(String... texts) {
        return Stream.of(texts).map(TargetGuardTest::address).toList();
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] carried(String prefix, int at, byte[] inner) {
        byte[] address = address(prefix).getAddress();
        System.arraycopy(inner, 0, address, at, inner.length);
        return address;
    }

    private static byte[] mapped(byte[] inner) {
        byte[] address = carried("::", 12, inner);
        address[10] = (byte) 0xFF;
        address[11] = (byte) 0xFF;
        return address;
    }
}
