package io.desirepath.recommendation.candidate.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model version in memory: lists as primitive arrays over product numbers. Immutable once built. */
public final class ModelLists {

    /** No model: empty lists. */
    public static final ModelLists NONE = new Builder().build(null, 0);

    private final @Nullable String version;
    private final int trendingDays;
    // The complements of product p are the rows from[p] until until[p].
    private final int[] from;
    private final int[] until;
    private final Rows complements;
    private final List<Candidate> trending;
    private final int[] popularity;
    /** Complements of products whose orders changed them since the training. */
    private final Map<Integer, ChangedComplements> changed;

    /** The complements of one product, the strongest first: columns of equal length. */
    public record ChangedComplements(int[] others, double[] scores, int[] baskets, int[] accounts) {}

    private ModelLists(@Nullable String version, int trendingDays, Builder built) {
        this.version = version;
        this.trendingDays = trendingDays;
        this.from = built.from;
        this.until = built.until;
        this.complements = built.complements.trimmed();
        this.trending = List.copyOf(built.trending);
        this.popularity = built.popularity;
        this.changed = Map.of();
    }

    private ModelLists(ModelLists trained, Map<Integer, ChangedComplements> changed) {
        this.version = trained.version;
        this.trendingDays = trained.trendingDays;
        this.from = trained.from;
        this.until = trained.until;
        this.complements = trained.complements;
        this.trending = trained.trending;
        this.popularity = trained.popularity;
        this.changed = Map.copyOf(changed);
    }

    /** The same model, but for the complements of these products. */
    public ModelLists with(Map<Integer, ChangedComplements> instead) {
        return new ModelLists(this, instead);
    }

    /** Null if no model has been trained. */
    public @Nullable String version() {
        return version;
    }

    public int trendingDays() {
        return trendingDays;
    }

    /** How many complements the training made. */
    public int complementCount() {
        return complements.size;
    }

    /** How many products the model knows. */
    public int productCount() {
        return (int) Arrays.stream(popularity).filter(accounts -> accounts > 0).count();
    }

    /** Takes one complement of a product. */
    public interface ComplementReader {
        void read(int other, double score, int baskets, int accounts);
    }

    /** How many complements the product has. */
    int complementsOf(int product) {
        ChangedComplements instead = changed.isEmpty() ? null : changed.get(product);
        if (instead != null) {
            return instead.others.length;
        }
        return product < 0 || product >= from.length ? 0 : until[product] - from[product];
    }

    public void forEachComplement(int product, ComplementReader reader) {
        ChangedComplements instead = changed.isEmpty() ? null : changed.get(product);
        if (instead != null) {
            for (int i = 0; i < instead.others.length; i++) {
                reader.read(instead.others[i], instead.scores[i], instead.baskets[i], instead.accounts[i]);
            }
            return;
        }
        if (product < 0 || product >= from.length) {
            return;
        }
        for (int i = from[product]; i < until[product]; i++) {
            complements.read(i, reader);
        }
    }

    /** What trends, by rank. A score is the product's accounts over those of the first. */
    public List<Candidate> trending() {
        return trending;
    }

    /** How many accounts bought the product, ever. */
    public int popularity(int product) {
        return product >= 0 && product < popularity.length ? popularity[product] : 0;
    }

    /** Complements one after the other, in five places each: the product, its score in two, baskets and accounts. */
    private static final class Rows {
        private static final int SCORE = 1;
        private static final int BASKETS = 3;
        private static final int ACCOUNTS = 4;
        private static final int WIDTH = 5;

        private int[] places;
        private int size;

        Rows(int expected) {
            places = new int[WIDTH * expected];
        }

        void add(int product, double score, int baskets, int accounts) {
            int at = WIDTH * size++;
            if (at == places.length) {
                places = Arrays.copyOf(places, Math.max(1024 * WIDTH, WIDTH * (size + (size >> 1))));
            }
            long bits = Double.doubleToRawLongBits(score);
            places[at] = product;
            places[at + SCORE] = (int) (bits >> Integer.SIZE);
            places[at + SCORE + 1] = (int) bits;
            places[at + BASKETS] = baskets;
            places[at + ACCOUNTS] = accounts;
        }

        void read(int row, ComplementReader reader) {
            int at = WIDTH * row;
            double score = Double.longBitsToDouble(
                    (long) places[at + SCORE] << Integer.SIZE | Integer.toUnsignedLong(places[at + SCORE + 1]));
            reader.read(places[at], score, places[at + BASKETS], places[at + ACCOUNTS]);
        }

        Rows trimmed() {
            if (WIDTH * size < places.length) {
                places = Arrays.copyOf(places, WIDTH * size);
            }
            return this;
        }
    }

    /** Takes a model's rows: complements grouped by product, each group from the first rank; trending by rank. */
    public static final class Builder {
        private int[] from = new int[0];
        private int[] until = new int[0];
        private int[] popularity = new int[0];
        private final Rows complements;
        private final List<Candidate> trending = new ArrayList<>();
        private int mostTrending;

        public Builder() {
            this(0);
        }

        /** @param expected complements: with their number known, memory is needed for them once */
        public Builder(int expected) {
            complements = new Rows(expected);
        }

        public Builder complement(int product, int other, double score, int baskets, int accounts) {
            from = reaching(from, product);
            until = reaching(until, product);
            if (until[product] == 0) {
                from[product] = complements.size;
            }
            complements.add(other, score, baskets, accounts);
            until[product] = complements.size;
            return this;
        }

        public Builder trending(int product, int accounts, long quantity) {
            mostTrending = trending.isEmpty() ? accounts : mostTrending;
            trending.add(new Candidate.Trending(product, (double) accounts / mostTrending, accounts, quantity));
            return this;
        }

        public Builder popularity(int product, int accounts) {
            popularity = reaching(popularity, product);
            popularity[product] = accounts;
            return this;
        }

        public ModelLists build(@Nullable String version, int trendingDays) {
            return new ModelLists(version, trendingDays, this);
        }

        private static int[] reaching(int[] array, int index) {
            return index < array.length ? array : Arrays.copyOf(array, Math.max(index + 1, array.length * 2));
        }
    }
}
