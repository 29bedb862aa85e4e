package io.desirepath.persona.contact.domain;

import static io.desirepath.persona.Activities.activity;
import static io.desirepath.persona.Activities.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ActivityRecorded;
import io.desirepath.contracts.ContactId;
import io.desirepath.persona.account.domain.AccountSighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SightingsTest {

    private static final Instant T0 = Instant.parse("2024-01-01T00:00:00Z");

    @Test
    void eachIsNamedOnceWithItsLatestTime() {
        Sightings seen = Sightings.in(List.of(
                activity("a", "ann", T0.plusSeconds(5)),
                named("a", "Acme", "ann", T0),
                activity("b", "ann", T0.plusSeconds(9)),
                activity("b", null, T0)));

        assertThat(seen.accounts())
                .containsExactly(
                        new AccountSighting(new AccountId("a"), "Acme", T0.plusSeconds(5)),
                        new AccountSighting(new AccountId("b"), null, T0.plusSeconds(9)));
        assertThat(seen.contacts()).containsExactly(java.util.Map.entry(new ContactId("ann"), T0.plusSeconds(9)));
        assertThat(seen.links())
                .containsExactlyInAnyOrder(
                        new LinkSighting(new ContactId("ann"), new AccountId("a"), T0.plusSeconds(5)),
                        new LinkSighting(new ContactId("ann"), new AccountId("b"), T0.plusSeconds(9)));
        assertThat(seen.subjects()).containsExactly("a", "ann", "b");
    }

    @Property(tries = 200)
    void neitherOrderNorRepetitionMatters(@ForAll("pages") List<ActivityRecorded> page, @ForAll long seed) {
        List<ActivityRecorded> disturbed = new ArrayList<>(page);
        disturbed.addAll(page.subList(0, page.size() / 2));
        Collections.shuffle(disturbed, new Random(seed));

        Sightings one = Sightings.in(page);
        Sightings other = Sightings.in(disturbed);

        assertThat(new ArrayList<>(other.accounts())).isEqualTo(new ArrayList<>(one.accounts()));
        assertThat(other.contacts()).isEqualTo(one.contacts());
        assertThat(new HashSet<>(other.links())).isEqualTo(new HashSet<>(one.links()));
    }

    @Provide
    Arbitrary<List<ActivityRecorded>> pages() {
        return Combinators.combine(
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.of("One", "Two").injectNull(0.5),
                        Arbitraries.of("ann", "bob").injectNull(0.3),
                        Arbitraries.integers().between(0, 5))
                .as((account, name, contact, second) -> named(account, name, contact, T0.plusSeconds(second)))
                .list()
                .ofMaxSize(20);
    }
}
