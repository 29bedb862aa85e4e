package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds an account's candidates and their features. Holds scratch arrays: one for each thread. */
public final class CandidateFeatures {

    // Columns of what goes with what the account bought.
    private static final int LAST = 0;
    private static final int HISTORY = 1;
    private static final int DECAYED = 2;
    private static final int ACCOUNT = 3;
    private static final int RATIO = 4;

    // Columns of what similar accounts buy.
    private static final int SIMILAR = 0;
    private static final int NEAREST = 1;
    private static final int LATELY = 2;

    // Columns of what is called alike.
    private static final int NAME_BEST = 0;
    private static final int NAME_SUM = 1;
    private static final int NAME_LAST = 2;
    private static final int VARIANTS = 3;
    private static final int VARIANTS_LAST = 4;
    private static final int NAME_COLUMNS = 5;

    /** Of each column the share of the best candidate's; the feature after it is the logarithm. */
    private static final Feature[] OF_COMPANIONS = {
        Feature.LAST_COSINE, Feature.HISTORY_COSINE, Feature.DECAYED_COSINE, Feature.ACCOUNT_COSINE, Feature.LLR
    };

    private static final Feature[] OF_NEIGHBOURS = {
        Feature.SIMILAR_ACCOUNTS, Feature.NEAREST_ACCOUNTS, Feature.SIMILAR_LATELY
    };

    /** Below a hundredth of the best candidate's score all scores are alike. */
    private static final double FLOOR = .01;

    private static final float LOG_FLOOR = (float) Math.log(FLOOR);

    private static final double[] NO_BELIEF = {};

    private final Knowledge knowledge;
    private final int[] popular;
    private final SimilarAccounts similar;
    private final OwnPurchases own = new OwnPurchases();
    private final ScoreTable companions = new ScoreTable(OF_COMPANIONS.length);
    private final ScoreTable neighbours = new ScoreTable(OF_NEIGHBOURS.length);
    private final ScoreTable names = new ScoreTable(NAME_COLUMNS);
    private final SparseScores vector = new SparseScores();
    private final SparseScores groups = new SparseScores();
    private final NearestAccounts best = new NearestAccounts();
    /** What the account bought last, and how much each of it says of what goes with it. */
    private int[] seeds = {};

    private float[] weights = {};

    private final @Nullable SimilarAccountLists known;

    public CandidateFeatures(Knowledge knowledge) {
        this(knowledge, null);
    }

    /** @param known of the accounts of the knowledge, as long as they have bought nothing since */
    CandidateFeatures(Knowledge knowledge, @Nullable SimilarAccountLists known) {
        this.knowledge = knowledge;
        this.known = known;
        popular = knowledge.popular();
        similar = new SimilarAccounts(knowledge.accounts());
    }

    /**
     * @param histories where the account's baskets are
     * @param account its number there
     * @param self its number among the accounts of the knowledge, -1 if it is not one of them
     * @param day only baskets before it count
     */
    public CandidateRows of(OrderHistories histories, int account, int self, int day) {
        look(histories, account, self, day);
        addNames(names::rowOf);
        return rows(candidates());
    }

    /**
     * The log-odds of these items, whatever other candidates there are: their features are not kept.
     *
     * @param items what nobody has bought is NaN
     */
    double[] score(OrderHistories histories, int account, int self, int day, int[] items, TwoRankers rankers) {
        look(histories, account, self, day);
        // Other items' names say nothing of these.
        for (int item : items) {
            names.rowOf(item);
        }
        addNames(names::find);
        var one = new CandidateRows(new int[1], new boolean[1], new float[Feature.COUNT]);
        var row = new FeatureRow(one.features());
        var largest = new Largest(companions.largest(), neighbours.largest());
        double[] scores = new double[items.length];
        for (int i = 0; i < items.length; i++) {
            if (knowledge.items().isBought(items[i])) {
                Arrays.fill(one.features(), 0);
                one.bought()[0] = fill(row, items[i], largest);
                scores[i] = rankers.score(one, 0, NO_BELIEF);
            } else {
                scores[i] = Double.NaN;
            }
        }
        return scores;
    }

    private void look(OrderHistories histories, int account, int self, int day) {
        own.read(histories, account, day);
        seeds = own.seeds(knowledge.settings().maxSeeds());
        weights = new float[seeds.length];
        for (int i = 0; i < seeds.length; i++) {
            weights[i] = (float) Math.pow(
                    .5, own.daysBeforeLast(seeds[i]) / knowledge.settings().seedHalfLife());
        }
        companions.clear();
        neighbours.clear();
        names.clear();
        addCompanions();
        addNeighbours(histories, account, self, day);
    }

    private CandidateRows rows(int[] items) {
        var features = new float[items.length * Feature.COUNT];
        var bought = new boolean[items.length];
        var largest = new Largest(companions.largest(), neighbours.largest());
        var row = new FeatureRow(features);
        for (int i = 0; i < items.length; i++) {
            row.at(i);
            bought[i] = fill(row, items[i], largest);
        }
        return new CandidateRows(items, bought, features);
    }

    /** @return whether the account bought the item before */
    private boolean fill(FeatureRow row, int item, Largest largest) {
        boolean bought = own.find(item) >= 0;
        own.fill(row, item, bought ? groups.get(item) : 0);
        knowledge.items().fill(row, item, bought);
        fillScores(row, item, largest);
        return bought;
    }

    private void addCompanions() {
        PairLists pairs = knowledge.pairs();
        for (int seed = 0; seed < seeds.length; seed++) {
            int item = own.item(seeds[seed]);
            float weight = weights[seed];
            boolean last = own.isInLastBasket(seeds[seed]);
            for (int pair = pairs.first(item); pair < pairs.end(item); pair++) {
                int row = companions.rowOf(pairs.other(pair));
                companions.add(row, HISTORY, pairs.basketCosine(pair));
                companions.add(row, DECAYED, weight * pairs.decayedCosine(pair));
                companions.add(row, ACCOUNT, weight * pairs.accountCosine(pair));
                companions.add(row, RATIO, weight * pairs.llr(pair));
                if (last) {
                    companions.add(row, LAST, pairs.basketCosine(pair));
                }
            }
        }
    }

    private void addNeighbours(OrderHistories histories, int account, int self, int day) {
        Knowledge.Settings settings = knowledge.settings();
        vector.clear();
        settings.share().weigh(histories, account, day, vector);
        groups.clear();
        settings.groups().weigh(histories, account, day, groups);
        if (known != null && known.areOf(histories)) {
            similar.find(known, account);
        } else {
            similar.find(vector, self, settings.mostSimilar());
        }
        similar.addTo(neighbours, SIMILAR, settings.locality());
    }

    /** @param rows of the items that count; below zero for others */
    private void addNames(IntUnaryOperator rows) {
        NameLists alike = knowledge.names();
        for (int seed = 0; seed < seeds.length; seed++) {
            int item = own.item(seeds[seed]);
            float weight = weights[seed];
            boolean last = own.isInLastBasket(seeds[seed]);
            for (int i = alike.first(item); i < alike.end(item); i++) {
                int row = rows.applyAsInt(alike.other(i));
                if (row >= 0) {
                    float cosine = alike.cosine(i);
                    names.max(row, NAME_BEST, cosine);
                    names.add(row, NAME_SUM, weight * cosine);
                    names.max(row, NAME_LAST, last ? cosine : 0);
                }
            }
            for (int variant : alike.variants(item)) {
                int row = rows.applyAsInt(variant);
                if (row >= 0) {
                    names.add(row, VARIANTS, weight);
                    names.add(row, VARIANTS_LAST, last ? 1 : 0);
                }
            }
        }
    }

    /** What the account bought, what sells best, and the best of each source, of what somebody has bought. */
    private int[] candidates() {
        var chosen = new BitSet();
        for (int i = 0; i < own.size(); i++) {
            chosen.set(own.item(i));
        }
        for (int item : popular) {
            chosen.set(item);
        }
        chooseBest(companions, LAST, chosen);
        chooseBest(companions, DECAYED, chosen);
        chooseBest(companions, ACCOUNT, chosen);
        chooseBest(companions, RATIO, chosen);
        chooseBest(neighbours, SIMILAR, chosen);
        chooseBest(neighbours, NEAREST, chosen);
        chooseBest(neighbours, LATELY, chosen);
        chooseBest(names, NAME_SUM, chosen);
        chooseBest(names, VARIANTS, chosen);
        return chosen.stream().filter(knowledge.items()::isBought).toArray();
    }

    private void chooseBest(ScoreTable table, int column, BitSet chosen) {
        best.start(knowledge.settings().candidates());
        for (int row = 0; row < table.size(); row++) {
            float score = table.get(row, column);
            if (score > 0 && own.find(table.item(row)) < 0) {
                best.offer(table.item(row), score);
            }
        }
        for (int i = 0; i < best.size(); i++) {
            chosen.set(best.account(i));
        }
    }

    private void fillScores(FeatureRow row, int item, Largest largest) {
        fillShares(row, companions, companions.find(item), largest.companions(), OF_COMPANIONS);
        int neighbour = neighbours.find(item);
        fillShares(row, neighbours, neighbour, largest.neighbours(), OF_NEIGHBOURS);
        row.set(
                Feature.OWN_AND_SIMILAR,
                Math.log(vector.get(item) + (neighbour < 0 ? 0 : neighbours.get(neighbour, SIMILAR)) + FLOOR));
        int named = names.find(item);
        if (named >= 0) {
            row.set(Feature.NAME_BEST, names.get(named, NAME_BEST));
            row.set(Feature.NAME_SUM, Math.log1p(names.get(named, NAME_SUM)));
            row.set(Feature.NAME_LAST, names.get(named, NAME_LAST));
            row.set(Feature.VARIANTS, Math.log1p(names.get(named, VARIANTS)));
            row.set(Feature.VARIANTS_LAST, Math.log1p(names.get(named, VARIANTS_LAST)));
        }
    }

    private static void fillShares(FeatureRow row, ScoreTable table, int found, float[] largest, Feature[] shares) {
        for (int column = 0; column < shares.length; column++) {
            float score = found < 0 ? 0 : table.get(found, column);
            if (score > 0) {
                double share = score / largest[column];
                row.setPair(shares[column], share, Math.log(share + FLOOR));
            } else {
                row.setPair(shares[column], 0, LOG_FLOOR);
            }
        }
    }

    /** The largest score in each column, of which shares are taken. */
    private record Largest(float[] companions, float[] neighbours) {}

    /** Writes the features of one candidate after the other. */
    static final class FeatureRow {
        private final float[] features;
        private int offset;

        FeatureRow(float[] features) {
            this.features = features;
        }

        void at(int row) {
            offset = row * Feature.COUNT;
        }

        void set(Feature feature, double value) {
            features[offset + feature.ordinal()] = (float) value;
        }

        /** Sets a feature and the one after it. */
        void setPair(Feature feature, double value, double next) {
            features[offset + feature.ordinal()] = (float) value;
            features[offset + feature.ordinal() + 1] = (float) next;
        }

        /** Sets a feature and those after it. */
        void copy(float[] from, int first, int count, Feature feature) {
            System.arraycopy(from, first, features, offset + feature.ordinal(), count);
        }
    }
}
