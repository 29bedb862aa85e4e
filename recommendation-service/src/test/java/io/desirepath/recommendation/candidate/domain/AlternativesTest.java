package io.desirepath.recommendation.candidate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.candidate.domain.Candidate.Substitute.Role;
import io.desirepath.recommendation.candidate.domain.Shelf.Basis;
import io.desirepath.recommendation.candidate.domain.Shelf.Declared;
import io.desirepath.recommendation.candidate.domain.Shelf.Offer;
import io.desirepath.recommendation.family.domain.Families;
import io.desirepath.recommendation.family.domain.Families.Place;
import io.desirepath.recommendation.family.domain.Families.Product;
import io.desirepath.recommendation.family.domain.NextSteps;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlternativesTest {

    /**
     * A shop made at random: some families and tiers declared, some not; some products not for the account; prices listed,
     * or known from orders only.
     */
    private static final class RandomShelf implements Shelf {
        private final List<Product> products = new ArrayList<>();
        private final boolean listed;
        private final Map<Integer, Offer> offers = new HashMap<>();
        private final Map<Integer, Offer> paid = new HashMap<>();
        private final Map<Integer, Offer> usual = new HashMap<>();
        private final Set<Integer> gone = new TreeSet<>();
        private final Set<Integer> refused = new TreeSet<>();
        private final Map<Integer, List<Declared>> declared = new HashMap<>();
        private final Families families;

        RandomShelf(Random random) {
            // The first draw of neighbouring seeds is nearly the same.
            random.nextInt();
            listed = random.nextBoolean();
            String[] things = {"bag", "lamp", "clock", "mug"};
            for (int i = 0; i < 80; i++) {
                String thing = things[random.nextInt(things.length)];
                String name = "pattern" + (char) ('a' + random.nextInt(6)) + " " + thing;
                double price = Math.round(100 * Math.exp(random.nextDouble() * 2)) / 100d;
                boolean says = random.nextInt(3) == 0;
                products.add(new Product(i, name, says ? thing : null, says ? 1 + random.nextInt(3) : 0, price));
                String currency = random.nextInt(10) == 0 ? "EUR" : "GBP";
                BigDecimal own = BigDecimal.valueOf(price * (0.8 + 0.4 * random.nextDouble()));
                if (listed && random.nextInt(5) > 0) {
                    offers.put(i, new Offer(Basis.OFFERED, own, currency));
                }
                // What was paid is known where prices are listed too, and must not matter there.
                if (random.nextInt(5) > 0) {
                    paid.put(i, new Offer(Basis.PAID, own.multiply(new BigDecimal("0.9")), currency));
                }
                if (!listed && random.nextInt(5) > 0) {
                    usual.put(i, new Offer(Basis.USUAL, BigDecimal.valueOf(price), "GBP"));
                }
                if (random.nextInt(4) == 0) {
                    refused.add(i);
                } else if (random.nextInt(10) == 0) {
                    gone.add(i);
                }
                declared.put(
                        i,
                        random.ints(random.nextInt(4), 0, 80)
                                .mapToObj(other -> new Declared(other, random.nextBoolean()))
                                .toList());
            }
            families = Families.derive(products);
        }

        @Override
        public Families families() {
            return families;
        }

        @Override
        public List<NextSteps.Step> above(int product) {
            return new NextSteps(families, this::name).above(product);
        }

        @Override
        public String name(int product) {
            return products.get(product).name();
        }

        List<Upsells.Bought> everything() {
            return IntStream.range(0, 80)
                    .mapToObj(p -> new Upsells.Bought(p, 1, paid.get(p)))
                    .toList();
        }

        @Override
        public boolean entitled(int product) {
            return !refused.contains(product) && !gone.contains(product);
        }

        @Override
        public @Nullable Offer offer(int product, long quantity) {
            return offers.get(product);
        }

        @Override
        public @Nullable Offer usual(int product) {
            return usual.get(product);
        }

        @Override
        public boolean pricesAreListed() {
            return listed;
        }

        @Override
        public boolean gone(int product) {
            return gone.contains(product);
        }

        @Override
        public int viewedAlong(int product, int other) {
            return (product * 7 + other) % 3;
        }

        @Override
        public List<Declared> betterThan(int product) {
            return declared.getOrDefault(product, List.of());
        }

        @Override
        public int switched(int from, int to) {
            return (from * 31 + to) % 5;
        }
    }

    @Property(tries = 500)
    void everyUpsellIsInTheFamilyAboveTheTierWithinTheBandAndEntitledAndDeclaredOnesComeFirst(@ForAll long seed) {
        RandomShelf shelf = new RandomShelf(new Random(seed));

        List<Candidate> upsells = new ArrayList<>(Upsells.of(shelf.everything(), shelf));

        for (Candidate candidate : upsells) {
            Candidate.Upsell upsell = (Candidate.Upsell) candidate;
            Place from = Objects.requireNonNull(shelf.families.place(upsell.over()));
            Place to = Objects.requireNonNull(shelf.families.place(upsell.product()));
            assertThat(upsell.present()).isEqualTo((shelf.listed ? shelf.offers : shelf.paid).get(upsell.over()));
            assertThat(upsell.offer()).isEqualTo((shelf.listed ? shelf.offers : shelf.usual).get(upsell.product()));
            double ratio = upsell.offer().unitPrice().doubleValue()
                    / upsell.present().unitPrice().doubleValue();
            assertThat(to.family()).isEqualTo(from.family());
            assertThat(to.tier()).isGreaterThan(from.tier());
            assertThat(ratio).isBetween(1.05 - 1e-9, 1.6 + 1e-9);
            assertThat(upsell.offer().currency()).isEqualTo(upsell.present().currency());
            assertThat(shelf.entitled(upsell.product())).isTrue();
            assertThat(upsell.score()).isBetween(0d, 1d);
        }
        upsells.sort(java.util.Comparator.comparingDouble(Candidate::score).reversed());
        assertThat(upsells)
                .extracting(c -> ((Candidate.Upsell) c).declared() == null)
                .as("once a derived one has come, no declared one follows")
                .isSorted();
    }

    @Test
    void randomShopsDoHaveUpsellsOfBothKinds() {
        List<Candidate> found = new ArrayList<>();
        for (int seed = 0; seed < 50; seed++) {
            RandomShelf shelf = new RandomShelf(new Random(seed));
            found.addAll(Upsells.of(shelf.everything(), shelf));
        }

        assertThat(found).anyMatch(c -> ((Candidate.Upsell) c).declared() == null);
        assertThat(found).anyMatch(c -> ((Candidate.Upsell) c).declared() != null);
        assertThat(found)
                .anyMatch(c -> ((Candidate.Upsell) c).offer().basis() == Basis.USUAL
                        && ((Candidate.Upsell) c).declared() == null);
        assertThat(found).anyMatch(c -> ((Candidate.Upsell) c).offer().basis() == Basis.OFFERED);
    }

    @Test
    void withoutThePriceOfWhatIsBoughtNothingIsSaid() {
        RandomShelf shelf = new RandomShelf(new Random(1));
        shelf.offers.clear();

        assertThat(Upsells.of(
                        IntStream.range(0, 80)
                                .mapToObj(p -> new Upsells.Bought(p, 1, null))
                                .toList(),
                        shelf))
                .isEmpty();
    }

    @Property(tries = 200)
    void substitutesAreOfTheFamilyAndNeverBoughtAlong(@ForAll long seed) {
        RandomShelf shelf = new RandomShelf(new Random(seed));
        ModelLists.Builder model = new ModelLists.Builder();
        IntStream.range(0, 80).forEach(p -> model.complement(p, (p + 7) % 80, 0.5, 3, 3));
        List<Seed> seeds = IntStream.range(0, 80)
                .mapToObj(p -> new Seed(p, 1, p % 2 == 0 ? Seed.Origin.VIEW : Seed.Origin.ORDER))
                .toList();

        for (Candidate candidate : Substitutes.of(seeds, shelf, model.build("v", 30))) {
            Candidate.Substitute substitute = (Candidate.Substitute) candidate;
            boolean gone = shelf.gone.contains(substitute.instead());
            assertThat(substitute.instead() % 2 == 0 || gone)
                    .as("only what is looked at, or can be had no more")
                    .isTrue();
            assertThat(substitute.role() == Role.ALTERNATIVE).isEqualTo(!gone);
            assertThat(shelf.entitled(substitute.product())).isTrue();
            if (substitute.role() == Role.SUCCESSOR) {
                assertThat(shelf.betterThan(substitute.instead())).contains(new Declared(substitute.product(), true));
                continue;
            }
            assertThat(substitute.product()).isNotEqualTo((substitute.instead() + 7) % 80);
            assertThat(Objects.requireNonNull(shelf.families.place(substitute.product()))
                            .family())
                    .isEqualTo(Objects.requireNonNull(shelf.families.place(substitute.instead()))
                            .family());
        }
    }

    @Test
    void whatIsGoneHasStandInsAndSuccessors() {
        List<Role> roles = new ArrayList<>();
        for (int seed = 0; seed < 20; seed++) {
            RandomShelf shelf = new RandomShelf(new Random(seed));
            List<Seed> ordered = IntStream.range(0, 80)
                    .mapToObj(p -> new Seed(p, 1, Seed.Origin.ORDER))
                    .toList();
            Substitutes.of(ordered, shelf, ModelLists.NONE).forEach(c -> roles.add(((Candidate.Substitute) c).role()));
        }

        assertThat(roles).contains(Role.STAND_IN, Role.SUCCESSOR).doesNotContain(Role.ALTERNATIVE);
    }
}
