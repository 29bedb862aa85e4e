package io.desirepath.recommendation.ranker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SimilarAccountsTest {

    private static final int ACCOUNTS = 300;
    private static final int ITEMS = 40;
    private static final int DAY = 10;
    private static final int MOST = 20;
    private static final double LOCALITY = 5;

    /** Numbers of 16 bits have three digits. */
    private static final double DIGITS = 2e-3;

    private static final Knowledge.Settings SETTINGS = Knowledge.Settings.DEFAULT;

    private final OrderHistories histories = histories();

    @Test
    void whatTheMostSimilarAccountsBuyIsAddedUp() {
        var similar = new SimilarAccounts(new AccountIndex(histories, DAY, SETTINGS, ACCOUNTS));
        for (int self = 0; self < 50; self++) {
            SparseScores own = vector(SETTINGS.share(), self);
            var table = new ScoreTable(3);
            similar.find(own, self, MOST);
            similar.addTo(table, 0, LOCALITY);

            var shares = new SparseScores();
            var groups = new SparseScores();
            var decayed = new SparseScores();
            for (int account : mostSimilar(own, self)) {
                double weight = Math.pow(cosine(own, vector(SETTINGS.share(), account)), LOCALITY);
                add(vector(SETTINGS.share(), account), weight, shares);
                add(vector(SETTINGS.groups(), account), 1.0 / MOST, groups);
                add(vector(SETTINGS.decay(), account), weight, decayed);
            }
            // The last of them may be as similar as the first of the others, so the sums are compared as a whole.
            assertThat(sum(table, 0)).isCloseTo(sum(shares), within(.05 * sum(shares)));
            assertThat(sum(table, 1)).isCloseTo(sum(groups), within(.15 * sum(groups)));
            assertThat(sum(table, 2)).isCloseTo(sum(decayed), within(.05 * sum(decayed)));
        }
    }

    @Test
    void whatWasFoundBeforeIsWhatIsFoundAgain() {
        var facts = new ItemFacts(DAY, ITEMS);
        Arrays.fill(facts.accounts(), 1);
        var names = NameLists.of(ITEMS, item -> "number " + item, item -> "");
        var knowledge = Knowledge.of(histories, facts, new PairLists.Builder(ITEMS).build(), names, SETTINGS);
        var known = new CandidateFeatures(knowledge, new SimilarAccountLists(histories, knowledge));
        var searching = new CandidateFeatures(knowledge);
        for (int self = 0; self < ACCOUNTS; self++) {
            CandidateRows found = known.of(histories, self, self, DAY);

            assertThat(found.features())
                    .isEqualTo(searching.of(histories, self, self, DAY).features());
            assertThat(found.feature(0, Feature.NEAREST_ACCOUNTS)).isPositive();
        }
    }

    @Test
    void ofAllAccountsEveryItemIsFoundAsOftenAsItWasBought() {
        var similar = new SimilarAccounts(new AccountIndex(histories, DAY, SETTINGS, ACCOUNTS));
        SparseScores own = vector(SETTINGS.share(), 0);
        var table = new ScoreTable(3);
        similar.find(own, 0, ACCOUNTS);
        similar.addTo(table, 0, LOCALITY);

        var expected = new SparseScores();
        for (int account = 1; account < ACCOUNTS; account++) {
            SparseScores of = vector(SETTINGS.share(), account);
            add(of, Math.pow(cosine(own, of), LOCALITY), expected);
        }
        for (int item = 0; item < ITEMS; item++) {
            int row = table.find(item);
            assertThat(row < 0 ? 0 : table.get(row, 0))
                    .isCloseTo((float) expected.get(item), within((float) (1e-6 + 10 * DIGITS * expected.get(item))));
        }
    }

    @Test
    void ofAnItemThatManyHaveOnlyTheAccountsItMeansMostToAreFound() {
        var all = new AccountIndex(histories, DAY, SETTINGS, ACCOUNTS);
        var few = new AccountIndex(histories, DAY, SETTINGS, 5);
        for (int item = 0; item < ITEMS; item++) {
            List<Float> largest = cosines(all, item).stream()
                    .sorted(Comparator.reverseOrder())
                    .limit(5)
                    .toList();

            assertThat(cosines(few, item)).containsExactlyInAnyOrderElementsOf(largest);
        }
    }

    private static List<Float> cosines(AccountIndex index, int item) {
        return IntStream.range(index.firstOfItem(item), index.endOfItem(item))
                .mapToObj(index::cosine)
                .toList();
    }

    private List<Integer> mostSimilar(SparseScores own, int self) {
        return IntStream.range(0, ACCOUNTS)
                .filter(account -> account != self)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer account) -> -cosine(own, vector(SETTINGS.share(), account))))
                .limit(MOST)
                .toList();
    }

    private static double cosine(SparseScores one, SparseScores other) {
        return IntStream.range(0, ITEMS)
                        .mapToDouble(item -> one.get(item) * other.get(item))
                        .sum()
                / one.norm()
                / other.norm();
    }

    private static void add(SparseScores from, double weight, SparseScores into) {
        IntStream.range(0, from.size()).forEach(i -> into.add(from.item(i), weight * from.score(i)));
    }

    private static double sum(SparseScores of) {
        return IntStream.range(0, of.size()).mapToDouble(of::score).sum();
    }

    private static double sum(ScoreTable table, int column) {
        return IntStream.range(0, table.size())
                .mapToDouble(row -> table.get(row, column))
                .sum();
    }

    private SparseScores vector(Weighting weighting, int account) {
        var vector = new SparseScores();
        weighting.weigh(histories, account, DAY, vector);
        return vector;
    }

    /** Of one to four days. */
    private static OrderHistories histories() {
        var random = new SplittableRandom(1);
        var histories = new OrderHistories.Builder();
        for (int account = 0; account < ACCOUNTS; account++) {
            int days = 1 + random.nextInt(4);
            for (int day = 0; day < days; day++) {
                var items = new TreeSet<Integer>();
                for (int i = 1 + random.nextInt(9); i > 0; i--) {
                    items.add(random.nextInt(ITEMS));
                }
                for (int item : items) {
                    histories.line(account, day, item, 1);
                }
            }
        }
        return histories.build(ITEMS);
    }
}
