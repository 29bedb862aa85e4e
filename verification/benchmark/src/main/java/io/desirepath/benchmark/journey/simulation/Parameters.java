package io.desirepath.benchmark.journey.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * What a simulated world is made of, in the order of {@link Stage} and {@link Mark}.
 *
 * @param rates events per day of each mark in each stage
 * @param dwellDays mean stay in each stage
 * @param jumps where each stage leads, each row summing to 1
 * @param start the stage mix on the first day, summing to 1
 */
public record Parameters(double[][] rates, double[] dwellDays, double[][] jumps, double[] start) {
    private static final String RESOURCE = "/stage-simulation.json";
    private static final Stage[] STAGES = Stage.values();
    private static final Mark[] MARKS = Mark.values();

    /** The parameters that ship with the benchmark. */
    public static Parameters shipped() {
        try (InputStream json = Parameters.class.getResourceAsStream(RESOURCE)) {
            return new ObjectMapper()
                    .readValue(Objects.requireNonNull(json, RESOURCE), File.class)
                    .parameters();
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /** The mark that goes by this name in a simulator's files, such as {@code review_pos}. */
    public static String rawName(Mark mark) {
        return switch (mark) {
            case REVIEW_POSITIVE -> "review_pos";
            case NPS_NEGATIVE -> "nps_neg";
            case PAGE_VIEW,
                    SEARCH,
                    CONTENT,
                    WEBINAR,
                    PRICING,
                    COMPARE,
                    SAMPLE,
                    RFQ,
                    QUOTE,
                    CART,
                    CHECKOUT,
                    ORDER,
                    SUPPORT,
                    PORTAL,
                    REFERRAL,
                    NEW_CONTACT -> mark.name().toLowerCase(Locale.ROOT);
        };
    }

    /** Every rate, dwell and jump times its own {@code e^N(0, spread)}, jumps made to sum to 1 again, rates times the factor. */
    Parameters disturbed(double spread, double rateFactor, RandomGenerator random) {
        var rows = new double[rates.length][];
        var leads = new double[jumps.length][];
        var dwell = new double[dwellDays.length];
        for (int s = 0; s < rows.length; s++) {
            rows[s] = disturbed(rates[s], spread, random);
            for (int m = 0; m < rows[s].length; m++) {
                rows[s][m] *= rateFactor;
            }
            leads[s] = disturbed(jumps[s], spread, random);
            double sum = Arrays.stream(leads[s]).sum();
            for (int t = 0; t < leads[s].length; t++) {
                leads[s][t] /= sum;
            }
            dwell[s] = dwellDays[s] * Math.exp(spread * random.nextGaussian());
        }
        return new Parameters(rows, dwell, leads, start);
    }

    private static double[] disturbed(double[] values, double spread, RandomGenerator random) {
        return Arrays.stream(values)
                .map(value -> value * Math.exp(spread * random.nextGaussian()))
                .toArray();
    }

    private record File(
            String about,
            List<Stage> stages,
            List<String> events,
            Map<Stage, Map<String, Double>> rate,
            Map<Stage, Double> dwellDays,
            Map<Stage, Map<Stage, Double>> jump,
            Map<Stage, Double> start) {

        Parameters parameters() {
            var rates = new double[STAGES.length][MARKS.length];
            var jumps = new double[STAGES.length][STAGES.length];
            var dwell = new double[STAGES.length];
            var first = new double[STAGES.length];
            for (Stage s : STAGES) {
                for (Mark m : MARKS) {
                    rates[s.ordinal()][m.ordinal()] = value(value(rate, s), rawName(m));
                }
                for (Stage t : STAGES) {
                    jumps[s.ordinal()][t.ordinal()] = value(jump, s).getOrDefault(t, 0.0);
                }
                dwell[s.ordinal()] = value(dwellDays, s);
                first[s.ordinal()] = value(start, s);
            }
            return new Parameters(rates, dwell, jumps, first);
        }

        private static <K, V> V value(Map<K, V> map, K key) {
            return Objects.requireNonNull(map.get(key), () -> RESOURCE + " lacks " + key);
        }
    }
}
