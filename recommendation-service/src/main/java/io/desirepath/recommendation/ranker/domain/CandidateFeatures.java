package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;
import java.util.BitSet;

/** Finds an account's candidates and their features. Holds scratch arrays: one for each thread. */
public final class CandidateFeatures {

    private static final int LAST = 0;
    private static final int HISTORY = 1;
    private static final int DECAYED = 2;
    private static final int ACCOUNT = 3;
    private static final int RATIO = 4;
    private static final int SIMILAR = 5;
    private static final int NEAREST = 6;
    private static final int LATELY = 7;
    private static final int NAME_BEST = 8;
    private static final int NAME_SUM = 9;
    private static final int NAME_LAST = 10;
    private static final int VARIANTS = 11;
    private static final int VARIANTS_LAST = 12;
    private static final int COLUMNS = 13;

    /** The columns of which shares are taken are the first ones. */
    private static final int SCALED = LATELY + 1;

    /** Of each of these columns; the feature after it is the logarithm. */
    private static final Feature[] SHARES = {
        Feature.LAST_COSINE,
        Feature.HISTORY_COSINE,
        Feature.DECAYED_COSINE,
        Feature.ACCOUNT_COSINE,
        Feature.LLR,
        Feature.SIMILAR_ACCOUNTS,
        Feature.NEAREST_ACCOUNTS,
        Feature.SIMILAR_LATELY
    };

    private static final int[] SOURCES = {LAST, DECAYED, ACCOUNT, RATIO, SIMILAR, NEAREST, LATELY, NAME_SUM, VARIANTS};

    /** Below a hundredth of the best candidate's score all scores are alike. */
    private static final double FLOOR = .01;

    private static final float LOG_FLOOR = (float) Math.log(FLOOR);

    private static final double[] NO_BELIEF = {};

    private final Knowledge knowledge;
    private final int[] popular;
    private final SimilarAccounts similar;
    private final OwnPurchases own = new OwnPurchases();
    private final ScoreTable table = new ScoreTable(COLUMNS);
    private final SparseScores vector = new SparseScores();
    private final SparseScores groups = new SparseScores();
    private final NearestAccounts best = new NearestAccounts();

    public CandidateFeatures(Knowledge knowledge) {
        this.knowledge = knowledge;
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
        return rows(candidates());
    }

    /**
     * The log-odds of these items, whatever other candidates there are: their features are not kept.
     *
     * @param items what nobody has bought is NaN
     */
    double[] score(OrderHistories histories, int account, int self, int day, int[] items, TwoRankers rankers) {
        look(histories, account, self, day);
        var one = new CandidateRows(new int[1], new boolean[1], new float[Feature.COUNT]);
        var row = new FeatureRow(one.features());
        float[] largest = table.largestOfFirst(SCALED);
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
        table.clear();
        addCompanions();
        addNeighbours(histories, account, self, day);
        addNames();
    }

    private CandidateRows rows(int[] items) {
        var features = new float[items.length * Feature.COUNT];
        var bought = new boolean[items.length];
        float[] largest = table.largestOfFirst(SCALED);
        var row = new FeatureRow(features);
        for (int i = 0; i < items.length; i++) {
            row.at(i);
            bought[i] = fill(row, items[i], largest);
        }
        return new CandidateRows(items, bought, features);
    }

    /** @return whether the account bought the item before */
    private boolean fill(FeatureRow row, int item, float[] largest) {
        boolean bought = own.find(item) >= 0;
        own.fill(row, item, bought ? groups.get(item) : 0);
        knowledge.items().fill(row, item, bought);
        fillScores(row, item, largest);
        return bought;
    }

    private void addCompanions() {
        PairLists pairs = knowledge.pairs();
        for (int seed : own.seeds(knowledge.settings().maxSeeds())) {
            int item = own.item(seed);
            float weight = (float)
                    Math.pow(.5, own.daysBeforeLast(seed) / knowledge.settings().seedHalfLife());
            boolean last = own.isInLastBasket(seed);
            for (int pair = pairs.first(item); pair < pairs.end(item); pair++) {
                int row = table.rowOf(pairs.other(pair));
                table.add(row, HISTORY, pairs.basketCosine(pair));
                table.add(row, DECAYED, weight * pairs.decayedCosine(pair));
                table.add(row, ACCOUNT, weight * pairs.accountCosine(pair));
                table.add(row, RATIO, weight * pairs.llr(pair));
                if (last) {
                    table.add(row, LAST, pairs.basketCosine(pair));
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
        similar.find(vector, self, settings.mostSimilar());
        similar.addTo(table, SIMILAR, settings.locality());
    }

    private void addNames() {
        NameLists names = knowledge.names();
        for (int seed : own.seeds(knowledge.settings().maxSeeds())) {
            int item = own.item(seed);
            float weight = (float)
                    Math.pow(.5, own.daysBeforeLast(seed) / knowledge.settings().seedHalfLife());
            boolean last = own.isInLastBasket(seed);
            for (int i = names.first(item); i < names.end(item); i++) {
                int row = table.rowOf(names.other(i));
                float cosine = names.cosine(i);
                table.max(row, NAME_BEST, cosine);
                table.add(row, NAME_SUM, weight * cosine);
                if (last) {
                    table.max(row, NAME_LAST, cosine);
                }
            }
            for (int variant : names.variants(item)) {
                int row = table.rowOf(variant);
                table.add(row, VARIANTS, weight);
                if (last) {
                    table.add(row, VARIANTS_LAST, 1);
                }
            }
        }
    }

    /** What the account bought, what sells best, and the best of each source, of what somebody has bought. */
    private int[] candidates() {
        int most = knowledge.settings().candidates();
        var chosen = new BitSet();
        for (int i = 0; i < own.size(); i++) {
            chosen.set(own.item(i));
        }
        for (int item : popular) {
            chosen.set(item);
        }
        for (int column : SOURCES) {
            best.start(most);
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
        return chosen.stream().filter(knowledge.items()::isBought).toArray();
    }

    private void fillScores(FeatureRow row, int item, float[] largest) {
        int found = table.find(item);
        for (int column = 0; column < SCALED; column++) {
            float score = found < 0 ? 0 : table.get(found, column);
            if (score > 0) {
                double share = score / largest[column];
                row.setPair(SHARES[column], share, Math.log(share + FLOOR));
            } else {
                row.setPair(SHARES[column], 0, LOG_FLOOR);
            }
        }
        row.set(
                Feature.OWN_AND_SIMILAR,
                Math.log(vector.get(item) + (found < 0 ? 0 : table.get(found, SIMILAR)) + FLOOR));
        if (found >= 0) {
            row.set(Feature.NAME_BEST, table.get(found, NAME_BEST));
            row.set(Feature.NAME_SUM, Math.log1p(table.get(found, NAME_SUM)));
            row.set(Feature.NAME_LAST, table.get(found, NAME_LAST));
            row.set(Feature.VARIANTS, Math.log1p(table.get(found, VARIANTS)));
            row.set(Feature.VARIANTS_LAST, Math.log1p(table.get(found, VARIANTS_LAST)));
        }
    }

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
