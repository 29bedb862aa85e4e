package io.desirepath.persona.contact.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.MessageId;
import io.desirepath.persona.account.domain.HeardAccount;
import io.desirepath.persona.profile.domain.HeardTrait;
import io.desirepath.persona.profile.domain.HeardTraits;
import io.desirepath.persona.profile.domain.TraitFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SightingsTest {

    private static final Instant T0 = Instant.parse("2024-01-01T00:00:00Z");
    private static final AccountId A = new AccountId("a");
    private static final ContactId ANN = new ContactId("ann");
    private static final TraitFilter CONTACT = new TraitFilter(Map.of(), HeardContact::accepts);
    private static final TraitFilter ACCOUNT = new TraitFilter(Map.of(), HeardAccount::accepts);
    private static final Tombstones GRAVES = new Tombstones(
            Map.of(new AccountId("c"), T0.plusSeconds(2)),
            Map.of(new ContactId("cid"), T0.plusSeconds(3)),
            Map.of(new Tie(ANN, new AccountId("b")), T0.plusSeconds(1)));

    @Test
    void theNameOfTheLatestActivityStands() {
        Sightings seen = seen(
                recorded("m1", "a", "New", null, 5),
                recorded("m2", "a", "Old", null, 1),
                recorded("m3", "a", null, "ann", 9));

        assertThat(seen.accounts()).containsExactly(A);
        assertThat(seen.contacts()).containsExactly(ANN);
        assertThat(HeardAccount.of(seen.accountTraits().get(A)).name()).isEqualTo("New");
    }

    @Test
    void whatIsBroughtAgainAfterItsWithdrawalStands() {
        Sightings seen = seen(
                recorded("m1", "a", null, "ann", 1),
                new Utterance.Withdrawn(new MessageId("m1"), A, ANN),
                recorded("m2", "a", null, "ann", 1),
                new Utterance.Withdrawn(new MessageId("m2"), A, ANN),
                recorded("m2", "a", null, "ann", 1));

        assertThat(seen.acts()).extracting(act -> act.message().value()).containsExactly("m2");
        assertThat(seen.withdrawn()).hasSize(2);
    }

    @Test
    void nothingThatHappenedBeforeADeletionCounts() {
        Sightings seen = Sightings.in(
                List.of(
                        recorded("m1", "c", "Gone", "ann", 2),
                        recorded("m2", "a", null, "cid", 3),
                        recorded("m3", "b", null, "ann", 1),
                        identified("m4", "cid", 3, true, Map.of("title", "CEO"))),
                GRAVES);

        assertThat(seen.accounts()).extracting(AccountId::value).containsExactly("a", "b");
        assertThat(seen.contacts()).containsExactly(ANN);
        assertThat(seen.acts()).isEmpty();
        assertThat(seen.contactTraits()).isEmpty();
    }

    @Test
    void onlyAServerGivesARole() {
        HeardTraits page = identified("m", "ann", 1, false, Map.of("role", "decider", "title", "CEO"))
                .traits()
                .heard();
        HeardTraits server = identified("m", "ann", 1, true, Map.of("role", "decider"))
                .traits()
                .heard();

        assertThat(HeardContact.of(page).role()).isNull();
        assertThat(HeardContact.of(page).title()).isEqualTo("CEO");
        assertThat(HeardContact.of(server).role()).isEqualTo(io.desirepath.contracts.BuyingRole.DECIDER);
    }

    @Test
    void wellKnownTraitsFillTheFields() {
        HeardContact contact = HeardContact.of(identified(
                        "m",
                        "ann",
                        1,
                        true,
                        Map.of("firstName", "Ann", "lastName", "Other", "email", "a@b.example", "seniority", "C-level"))
                .traits()
                .heard());
        HeardAccount account = HeardAccount.of(ACCOUNT.sort(
                        Map.of(
                                "employees", "250",
                                "website", "https://www.Acme.example:8080/de?x#y",
                                "address", Map.of("country", "de")),
                        true,
                        T0,
                        new MessageId("m"))
                .heard());

        assertThat(contact)
                .isEqualTo(new HeardContact("a@b.example", "Ann Other", null, null, Seniority.C_LEVEL, null));
        assertThat(account).isEqualTo(new HeardAccount(null, null, 250, "acme.example", "DE"));
    }

    @Test
    void valuesThatMakeNoSenseAreIgnoredAndCounted() {
        var contact = CONTACT.sort(
                Map.of("email", "nobody", "title", "x".repeat(257), "role", "BOSS", "name", 5),
                true,
                T0,
                new MessageId("m"));
        var account = ACCOUNT.sort(
                Map.of("employees", -1, "website", "no domain", "country", "Germany", "name", "Acme"),
                true,
                T0,
                new MessageId("m"));

        assertThat(contact.heard().byName()).isEmpty();
        assertThat(contact.ignored()).isEqualTo(4);
        assertThat(account.heard().byName()).containsOnlyKeys("name");
        assertThat(account.ignored()).isEqualTo(3);
    }

    @Property(tries = 300)
    void neitherOrderNorRepetitionNorPagesMatter(@ForAll("stories") List<List<Utterance>> stories, @ForAll long seed) {
        Random random = new Random(seed);
        Model expected = new Model();
        stories.forEach(story -> expected.apply(Sightings.in(story, GRAVES)));

        Model disturbed = new Model();
        List<Utterance> all = interleaved(stories, random);
        for (int from = 0; from < all.size(); ) {
            int to = Math.min(all.size(), from + 1 + random.nextInt(5));
            Sightings page = Sightings.in(all.subList(from, to), GRAVES);
            disturbed.apply(page);
            if (random.nextInt(4) == 0) {
                disturbed.apply(page);
            }
            from = to;
        }

        assertThat(disturbed).usingRecursiveComparison().isEqualTo(expected);
    }

    /** What the tables keep of sightings. */
    private static final class Model {
        final Set<AccountId> accounts = new TreeSet<>();
        final Set<ContactId> contacts = new TreeSet<>();
        final Set<Act> acts = new HashSet<>();
        final Set<Tie> groups = new HashSet<>();
        final Map<AccountId, HeardTraits> accountTraits = new TreeMap<>();
        final Map<ContactId, HeardTraits> contactTraits = new TreeMap<>();

        void apply(Sightings seen) {
            accounts.addAll(seen.accounts());
            contacts.addAll(seen.contacts());
            acts.removeIf(act -> seen.withdrawn().contains(act.key()));
            acts.addAll(seen.acts());
            groups.addAll(seen.groups());
            seen.accountTraits()
                    .forEach((id, heard) ->
                            accountTraits.merge(id, heard, (one, two) -> one.merge(two, HeardAccount.WELL_KNOWN)));
            seen.contactTraits()
                    .forEach((id, heard) ->
                            contactTraits.merge(id, heard, (one, two) -> one.merge(two, HeardContact.WELL_KNOWN)));
        }
    }

    /** A random order in which each story keeps its own. */
    private static List<Utterance> interleaved(List<List<Utterance>> stories, Random random) {
        List<List<Utterance>> left = new ArrayList<>();
        stories.forEach(story -> left.add(new ArrayList<>(story)));
        List<Utterance> all = new ArrayList<>();
        while (!left.isEmpty()) {
            List<Utterance> story = left.get(random.nextInt(left.size()));
            all.add(story.removeFirst());
            left.removeIf(List::isEmpty);
        }
        return all;
    }

    /** What is said of one message: a recording with what becomes of it, or what a call says. */
    @Provide
    Arbitrary<List<List<Utterance>>> stories() {
        Arbitrary<List<Utterance>> story = Combinators.combine(
                        Arbitraries.of("recorded", "withdrawn", "brought again", "identified", "grouped"),
                        Arbitraries.of("a", "b", "c"),
                        Arbitraries.of("ann", "bob", "cid"),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(true, false),
                        Arbitraries.of("One", "Two"))
                .as(SightingsTest::story);
        return story.list().ofMaxSize(15).map(SightingsTest::numbered);
    }

    private static List<Utterance> story(
            String kind, String account, String contact, int second, boolean confirmed, String value) {
        return switch (kind) {
            case "identified" -> List.of(identified("m", contact, second, confirmed, Map.of("title", value)));
            case "grouped" ->
                List.of(new Utterance.Grouped(
                        new AccountId(account),
                        confirmed ? new ContactId(contact) : null,
                        T0.plusSeconds(second),
                        ACCOUNT.sort(Map.of("name", value), true, T0.plusSeconds(second), new MessageId("m"))));
            default -> {
                Utterance recorded = recorded("m", account, value, contact, second);
                Utterance withdrawn =
                        new Utterance.Withdrawn(new MessageId("m"), new AccountId(account), new ContactId(contact));
                yield kind.equals("recorded")
                        ? List.of(recorded)
                        : kind.equals("withdrawn")
                                ? List.of(recorded, withdrawn)
                                : List.of(recorded, withdrawn, recorded);
            }
        };
    }

    /** Message ids are given once. */
    private static List<List<Utterance>> numbered(List<List<Utterance>> stories) {
        List<List<Utterance>> numbered = new ArrayList<>();
        for (List<Utterance> story : stories) {
            MessageId id = new MessageId("m" + numbered.size());
            numbered.add(story.stream().map(said -> withId(said, id)).toList());
        }
        return numbered;
    }

    private static Utterance withId(Utterance said, MessageId id) {
        return switch (said) {
            case Utterance.Recorded it ->
                new Utterance.Recorded(
                        id, it.account(), it.contact(), it.event(), it.touchpoint(), it.at(), it.accountName());
            case Utterance.Withdrawn it -> new Utterance.Withdrawn(id, it.account(), it.contact());
            case Utterance.Identified it -> new Utterance.Identified(it.contact(), it.at(), withId(it.traits(), id));
            case Utterance.Grouped it ->
                new Utterance.Grouped(it.account(), it.contact(), it.at(), withId(it.traits(), id));
        };
    }

    private static TraitFilter.Sorted withId(TraitFilter.Sorted sorted, MessageId id) {
        Map<String, HeardTrait> heard = new HashMap<>();
        sorted.heard()
                .byName()
                .forEach((name, it) -> heard.put(name, new HeardTrait(it.value(), it.confirmed(), it.at(), id)));
        return new TraitFilter.Sorted(new HeardTraits(heard), List.of(), 0);
    }

    private static Sightings seen(Utterance... page) {
        return Sightings.in(List.of(page), Tombstones.NONE);
    }

    private static Utterance recorded(String message, String account, String name, String contact, int second) {
        return new Utterance.Recorded(
                new MessageId(message),
                new AccountId(account),
                contact == null ? null : new ContactId(contact),
                "Product Viewed",
                "web",
                T0.plusSeconds(second),
                name);
    }

    private static Utterance.Identified identified(
            String message, String contact, int second, boolean confirmed, Map<String, Object> traits) {
        Instant at = T0.plusSeconds(second);
        return new Utterance.Identified(
                new ContactId(contact), at, CONTACT.sort(traits, confirmed, at, new MessageId(message)));
    }
}
