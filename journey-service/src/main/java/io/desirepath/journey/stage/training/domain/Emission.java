package io.desirepath.journey.stage.training.domain;

import java.util.Arrays;

/** How well each stage explains what a day showed, {@code sum of w log(λ κ)}; silence is not in it. */
final class Emission {
    private final Parameters parameters;
    private final double[][] logRates;

    Emission(Parameters parameters) {
        this.parameters = parameters;
        logRates = Arrays.stream(parameters.rates())
                .map(row -> Arrays.stream(row).map(Math::log).toArray())
                .toArray(double[][]::new);
    }

    /** Writes the logarithms of all days of an account, day by day, stage by stage. */
    void write(DailyEvidence evidence, double[] logs) {
        Arrays.fill(logs, 0, evidence.days() * parameters.size(), 0);
        for (DailyEvidence.Sign sign : evidence.signs()) {
            for (int s = 0; s < parameters.size(); s++) {
                logs[sign.day() * parameters.size() + s] += sign.weight() * logRate(s, sign);
            }
        }
    }

    private double logRate(int stage, DailyEvidence.Sign sign) {
        double rate = logRates[stage][sign.mark().ordinal()];
        return sign.role() == null ? rate : rate + Math.log(parameters.shape().roleFactor(sign.role(), stage));
    }
}
