package io.desirepath.persona.persona.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares what a persona is said to prefer with what its contacts do. */
public final class Claims {

    /**
     * @param name of an event or a touchpoint
     * @param count how often
     * @param share of all, in [0, 1]
     */
    public record Tally(String name, long count, double share) {}

    /**
     * A touchpoint that the persona is said to prefer.
     *
     * @param claimedRank 1 for the most preferred
     * @param realRank 1 for the busiest; null if nobody was there
     * @param share of all activity, in [0, 1]
     * @param says both in a sentence
     */
    public record Comparison(
            String touchpoint, int claimedRank, @Nullable Integer realRank, double share, String says) {}

    private Claims() {}

    /**
     * @param preferred touchpoints, the most preferred first
     * @param real what is done where, the busiest first
     */
    public static List<Comparison> compare(List<String> preferred, List<Tally> real) {
        List<Comparison> lines = new ArrayList<>();
        for (int claimed = 1; claimed <= preferred.size(); claimed++) {
            String touchpoint = preferred.get(claimed - 1);
            Integer rank = rank(touchpoint, real);
            double share = rank == null ? 0 : real.get(rank - 1).share();
            lines.add(new Comparison(touchpoint, claimed, rank, share, sentence(claimed, rank, share)));
        }
        return List.copyOf(lines);
    }

    private static @Nullable Integer rank(String touchpoint, List<Tally> real) {
        for (int i = 0; i < real.size(); i++) {
            if (real.get(i).name().equalsIgnoreCase(touchpoint)) {
                return i + 1;
            }
        }
        return null;
    }

    private static String sentence(int claimed, @Nullable Integer rank, double share) {
        String said = "Claimed as number " + claimed;
        return rank == null
                ? said + "; nobody was seen there"
                : said + "; really number " + rank + " with " + Math.round(share * 100) + " % of the activity";
    }
}
