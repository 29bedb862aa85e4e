package io.desirepath.journey.stage.training.domain;

/**
 * How a model is trained.
 *
 * @param anchor how strongly the prior holds: how many events of each mark in each stage, and how many jumps of each kind,
 *     it is worth. 10 to 100 is sensible; a small fraction of 1 lets stages drift away from their meaning
 * @param iterations at most so many rounds of EM
 * @param version the name of the model that comes out
 */
public record TrainingSettings(double anchor, int iterations, String version) {
    public static final TrainingSettings DEFAULT = new TrainingSettings(20, 40, "trained");

    public TrainingSettings {
        if (!(anchor > 0) || Double.isInfinite(anchor)) {
            throw new IllegalArgumentException("an anchor is above zero and finite, not " + anchor);
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("training takes an iteration at least");
        }
    }

    public TrainingSettings withVersion(String name) {
        return new TrainingSettings(anchor, iterations, name);
    }

    public TrainingSettings withAnchor(double strength) {
        return new TrainingSettings(strength, iterations, version);
    }
}
