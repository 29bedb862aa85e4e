package io.desirepath.journey.identity.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailDomainTest {

    private final EmailDomain domains = new EmailDomain(Set.of("gmail.com"));

    @ParameterizedTest
    @CsvSource({
        "ann@Acme.com, acme.com",
        "ann@mail.acme.co.uk, mail.acme.co.uk",
        "'\"odd@name\"@acme.com', acme.com",
        "ann@bücher.example, xn--bcher-kva.example"
    })
    void anAddressSaysWhereSomebodyWorks(String email, String domain) {
        assertThat(domains.of(email)).contains(domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "@acme.com",
                "ann@",
                "ann@localhost",
                "ann@-a-.com",
                "ann@a..b",
                "ann@gmail.com",
                "ann@GMAIL.com"
            })
    void whatIsNoAddressOrAnybodysSaysNothing(String email) {
        assertThat(domains.of(email)).isEmpty();
    }
}
