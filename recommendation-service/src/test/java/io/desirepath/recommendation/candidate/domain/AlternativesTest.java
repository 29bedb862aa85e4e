package io.desirepath.recommendation.candidate.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.recommendation.candidate.domain.Shelf.Declared;
import io.desirepath.recommendation.candidate.domain.Shelf.Offer;
import io.desirepath.recommendation.family.domain.Families;
import io.desirepath.recommendation.family.domain.Families.Place;
import io.desirepath.recommendation.family.domain.Families.Product;
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
import org.junit.jupiter.api.Test;

class AlternativesTest {

    /** A shop made at random: some families and tiers declared, some not; some products not for the account. */
    private static final class RandomShelf implements Shelf {
        private final List<Product> products = new ArrayList<>();
        private final Map<Integer, Offer> offers = new HashMap<>();
        private final Set<Integer> refused = new TreeSet<>();
        private final Map<Integer, List<Declared>> declared = new HashMap<>();
        private final Families families;

        RandomShelf(Random random) {
            String[] things = {"bag", "lamp", "clock", "mug"};
            for (int i = 0; i < 80; i++) {
                String thing = things[random.nextInt(things.length)];
                String name = "pattern" + (char) ('a' + random.nextInt(6)) + " " + thing;
                double price = Math.round(100 * Math.exp(random.nextDouble() * 2)) / 100d;
                boolean says = random.nextInt(3) == 0;
                products.add(new Product(i, name, says ? thing : null, says ? 1 + random.nextInt(3) : 0, price));
                if (random.nextInt(5) > 0) {
                    String currency = random.nextInt(10) == 0 ? "EUR" : "GBP";
                    offers.put(i, new Offer(BigDecimal.valueOf(price * (0.8 + 0.4 * random.nextDouble())), currency));
                }
                if (random.nextInt(4) == 0) {
                    refused.add(i);
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
        public String name(int product) {
            return products.get(product).name();
        }

        @Override
        public boolean entitled(int product) {
            return !refused.contains(product);
        }

        @Override
        public Offer offer(int product, long quantity) {
            return offers.get(product);
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
        List<Upsells.Bought> bought =
                IntStream.range(0, 80).mapToObj(p -> new Upsells.Bought(p, 1)).toList();

        List<Candidate> upsells = new ArrayList<>(Upsells.of(bought, shelf));

        for (Candidate candidate : upsells) {
            Candidate.Upsell upsell = (Candidate.Upsell) candidate;
            Place from = Objects.requireNonNull(shelf.families.place(upsell.over()));
            Place to = Objects.requireNonNull(shelf.families.place(upsell.product()));
            double ratio = price(shelf, upsell.product()) / price(shelf, upsell.over());
            assertThat(to.family()).isEqualTo(from.family());
            assertThat(to.tier()).isGreaterThan(from.tier());
            assertThat(ratio).isBetween(1.05 - 1e-9, 1.6 + 1e-9);
            assertThat(upsell.offer().currency()).isEqualTo(upsell.present().currency());
            assertThat(shelf.refused).doesNotContain(upsell.product());
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
            List<Upsells.Bought> bought = IntStream.range(0, 80)
                    .mapToObj(p -> new Upsells.Bought(p, 1))
                    .toList();
            found.addAll(Upsells.of(bought, new RandomShelf(new Random(seed))));
        }

        assertThat(found).anyMatch(c -> ((Candidate.Upsell) c).declared() == null);
        assertThat(found).anyMatch(c -> ((Candidate.Upsell) c).declared() != null);
    }

    @Test
    void withoutThePriceOfWhatIsBoughtNothingIsSaid() {
        RandomShelf shelf = new RandomShelf(new Random(1));
        shelf.offers.clear();

        assertThat(Upsells.of(List.of(new Upsells.Bought(0, 1), new Upsells.Bought(1, 1)), shelf))
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
            assertThat(substitute.instead() % 2).as("only what is looked at").isZero();
            assertThat(substitute.product()).isNotEqualTo((substitute.instead() + 7) % 80);
            assertThat(shelf.refused).doesNotContain(substitute.product());
            assertThat(Objects.requireNonNull(shelf.families.place(substitute.product()))
                            .family())
                    .isEqualTo(Objects.requireNonNull(shelf.families.place(substitute.instead()))
                            .family());
        }
    }

    private static double price(RandomShelf shelf, int product) {
        return Objects.requireNonNull(shelf.offers.get(product)).unitPrice().doubleValue();
    }
}
