package io.desirepath.journey.identity.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.journey.activity.domain.Attribution;
import io.desirepath.journey.activity.domain.Ground;
import io.desirepath.journey.activity.domain.Sender;
import io.desirepath.journey.identity.domain.Link.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WhoIsWhoTest {

    private static final ContactId ANN = new ContactId("ann");
    private static final ContactId BOB = new ContactId("bob");
    private static final AccountId ACME = new AccountId("acme");
    private static final AccountId BOLT = new AccountId("bolt");

    private final List<Link> links = new ArrayList<>();
    private final List<Membership> memberships = new ArrayList<>();

    @Test
    void nobodyKnowsAVisitor() {
        assertThat(of(visitor("v"), 1)).isEqualTo(new Attribution(null, null, null));
    }

    @Test
    void whatAVisitorDidBeforeItWasKnownIsTheFirstContacts() {
        links.add(link("v", 10, ANN, true));
        links.add(link("v", 20, BOB, true));

        assertThat(of(visitor("v"), 5).contact()).isEqualTo(ANN);
        assertThat(of(visitor("v"), 15).contact()).isEqualTo(ANN);
        assertThat(of(visitor("v"), 20).contact()).isEqualTo(BOB);
        assertThat(of(visitor("v"), 25).contact()).isEqualTo(BOB);
    }

    @Test
    void aCallThatNamesAContactIsThatContactsWhateverOthersSay() {
        links.add(link("v", 10, BOB, true));
        links.add(link("ann", 10, BOB, true));

        assertThat(of(new Sender(ANN, "v", null, true), 15).contact()).isEqualTo(ANN);
    }

    @Test
    void aPersonActsForTheAccountLastSaidElseTheFirst() {
        memberships.add(member(ANN, 10, ACME, true));
        memberships.add(member(ANN, 20, BOLT, true));

        assertThat(of(contact(ANN), 5)).isEqualTo(new Attribution(ANN, ACME, Ground.MEMBER));
        assertThat(of(contact(ANN), 25)).isEqualTo(new Attribution(ANN, BOLT, Ground.MEMBER));
        assertThat(of(new Sender(ANN, null, ACME, true), 25)).isEqualTo(new Attribution(ANN, ACME, Ground.NAMED));
    }

    @Test
    void whatAVisitorWasSaidToActForGoesWithTheVisitor() {
        memberships.add(new Membership(at(3), ACME, null, "v", true));
        assertThat(of(visitor("v"), 5)).isEqualTo(new Attribution(null, ACME, Ground.MEMBER));

        links.add(link("v", 10, ANN, true));
        assertThat(of(visitor("v"), 5)).isEqualTo(new Attribution(ANN, ACME, Ground.MEMBER));
        assertThat(of(contact(ANN), 5)).isEqualTo(new Attribution(ANN, ACME, Ground.MEMBER));
    }

    @Test
    void whatOnlyAPageSaysIsAClaimUntilAServerSaysIt() {
        memberships.add(member(ANN, 10, ACME, false));
        assertThat(of(contact(ANN), 15).ground()).isEqualTo(Ground.CLAIMED);
        assertThat(of(new Sender(ANN, null, ACME, false), 15).ground()).isEqualTo(Ground.CLAIMED);

        memberships.add(member(ANN, 30, ACME, true));
        assertThat(of(contact(ANN), 15).ground()).isEqualTo(Ground.MEMBER);
        assertThat(of(new Sender(ANN, null, ACME, false), 15).ground()).isEqualTo(Ground.MEMBER);
    }

    @Test
    void anOrderFollowsOnlyWhatAServerSaid() {
        memberships.add(member(ANN, 10, ACME, true));
        memberships.add(member(ANN, 20, BOLT, false));
        links.add(link("v", 10, ANN, false));

        WhoIsWho who = new WhoIsWho(links, memberships, Map.of(BOB, ACME));
        assertThat(who.attribute(at(25), contact(ANN), true)).isEqualTo(new Attribution(ANN, ACME, Ground.MEMBER));
        assertThat(who.attribute(at(25), visitor("v"), true)).isEqualTo(new Attribution(null, null, null));
        assertThat(who.attribute(at(25), contact(BOB), true)).isEqualTo(new Attribution(BOB, null, null));
    }

    @Test
    void aCompanysMailDomainIsTheWeakestGround() {
        WhoIsWho who = new WhoIsWho(List.of(), List.of(member(ANN, 1, BOLT, true)), Map.of(ANN, ACME, BOB, ACME));

        assertThat(who.attribute(at(5), contact(BOB), false)).isEqualTo(new Attribution(BOB, ACME, Ground.DOMAIN));
        assertThat(who.attribute(at(5), contact(ANN), false).account()).isEqualTo(BOLT);
    }

    /** What the incremental part relies on. */
    @Property(tries = 3000)
    void aKnownFactChangesNothingAndAnotherNothingBeforeItsMoment(
            @ForAll("facts") List<Fact> facts, @ForAll("fact") Fact news) {
        // A message id is recorded once.
        Assume.that(facts.stream().noneMatch(fact -> fact.moment().equals(news.moment())));
        WhoIsWho before = who(facts);
        List<Fact> more = new ArrayList<>(facts);
        more.add(news);
        WhoIsWho after = who(more);
        Instant from = before.isKnown(news) ? Instant.MAX : before.changesFrom(news);
        for (long minute = 0; minute < 12; minute++) {
            for (Sender sender : senders()) {
                for (boolean needsProof : new boolean[] {true, false}) {
                    Moment moment = new Moment(at(minute).at(), "x");
                    // A link also moves what the visitor was said to act for, which may change everything of the
                    // persons.
                    boolean own = !(news instanceof Link link)
                            || (link.anonymousId().equals(sender.anonymousId()) && !actsForAccounts(link, facts));
                    if (moment.at().isBefore(from) && (own || from == Instant.MAX)) {
                        assertThat(after.attribute(moment, sender, needsProof))
                                .isEqualTo(before.attribute(moment, sender, needsProof));
                    }
                }
            }
        }
    }

    private static boolean actsForAccounts(Link link, List<Fact> facts) {
        return facts.stream()
                .anyMatch(fact -> fact instanceof Membership m
                        && m.userId() == null
                        && link.anonymousId().equals(m.anonymousId()));
    }

    @Provide
    Arbitrary<List<Fact>> facts() {
        return fact().list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<Fact> fact() {
        Arbitrary<Moment> moments = Combinators.combine(
                        Arbitraries.longs().between(0, 10),
                        Arbitraries.strings().alpha().ofLength(6))
                .as((minute, id) -> new Moment(at(minute).at(), id));
        Arbitrary<ContactId> contacts = Arbitraries.of(ANN, BOB);
        Arbitrary<Fact> link = Combinators.combine(
                        moments, Arbitraries.of("v", "w"), contacts, Arbitraries.of(true, false))
                .as((moment, visitor, contact, confirmed) ->
                        new Link(moment, visitor, contact, confirmed, Origin.IDENTIFY));
        Arbitrary<Fact> member = Combinators.combine(
                        moments,
                        Arbitraries.of(ACME, BOLT),
                        contacts.injectNull(.4),
                        Arbitraries.of("v", "w"),
                        Arbitraries.of(true, false))
                .as(Membership::new);
        return Arbitraries.oneOf(link, member);
    }

    private static List<Sender> senders() {
        return List.of(
                visitor("v"),
                visitor("w"),
                contact(ANN),
                contact(BOB),
                new Sender(ANN, "v", ACME, false),
                new Sender(null, "v", BOLT, false));
    }

    private static WhoIsWho who(List<Fact> facts) {
        return new WhoIsWho(
                facts.stream()
                        .filter(Link.class::isInstance)
                        .map(Link.class::cast)
                        .toList(),
                facts.stream()
                        .filter(Membership.class::isInstance)
                        .map(Membership.class::cast)
                        .toList(),
                Map.of());
    }

    private Attribution of(Sender sender, long minute) {
        return new WhoIsWho(links, memberships, Map.of()).attribute(at(minute), sender, false);
    }

    private static Sender visitor(String id) {
        return new Sender(null, id, null, true);
    }

    private static Sender contact(ContactId id) {
        return new Sender(id, null, null, true);
    }

    private static Link link(String visitor, long minute, ContactId contact, boolean confirmed) {
        return new Link(at(minute), visitor, contact, confirmed, Origin.IDENTIFY);
    }

    private static Membership member(ContactId contact, long minute, AccountId account, boolean confirmed) {
        return new Membership(at(minute), account, contact, null, confirmed);
    }

    private static Moment at(long minute) {
        return new Moment(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(minute * 60), "m-" + minute);
    }
}
