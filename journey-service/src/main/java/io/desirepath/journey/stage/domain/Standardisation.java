package io.desirepath.journey.stage.domain;

import java.util.ArrayList;

/** Features less their means and divided by their standard deviations, so that one ridge suits them all. */
record Standardisation(double[] means, double[] deviations) {

    static Standardisation of(double[][] features) {
        int width = features[0].length;
        var means = new double[width];
        var deviations = new double[width];
        for (int i = 0; i < width; i++) {
            for (double[] row : features) {
                means[i] += row[i] / features.length;
            }
            for (double[] row : features) {
                deviations[i] += (row[i] - means[i]) * (row[i] - means[i]) / features.length;
            }
            deviations[i] = Math.sqrt(deviations[i]);
            if (!(deviations[i] > 0)) {
                deviations[i] = 1;
            }
        }
        return new Standardisation(means, deviations);
    }

    /** With a leading 1 for the intercept. */
    double[] row(double[] features) {
        var row = new double[features.length + 1];
        row[0] = 1;
        for (int i = 0; i < features.length; i++) {
            row[i + 1] = (features[i] - means[i]) / deviations[i];
        }
        return row;
    }

    /** The same regression on features as they are. */
    LogisticRegression original(double[] weights) {
        double intercept = weights[0];
        var original = new ArrayList<Double>();
        for (int i = 0; i < means.length; i++) {
            double weight = weights[i + 1] / deviations[i];
            intercept -= weight * means[i];
            original.add(weight);
        }
        return new LogisticRegression(intercept, original);
    }
}
