package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;

/**
 * From stages to something observable: the probability that an order comes. An order's rate kills the chain, and what
 * survives has not ordered: {@code P(order within h days) = 1 - b exp((Q - rho diag λ_order) h) 1}.
 */
public final class PurchaseBridge {
    private final StageModel model;

    public PurchaseBridge(StageModel model) {
        this.model = model;
    }

    /**
     * The probability of at least one order within the coming days.
     *
     * @param standing where the account stands
     * @param days the horizon, zero or more
     * @return 0 to 1
     */
    public double orderWithin(Standing standing, int days) {
        double[] survival = MatrixExponential.of(orderless(standing.exposure()), Belief.SIZE, days);
        double none = 0;
        for (Stage from : Stage.values()) {
            double survives = 0;
            for (Stage to : Stage.values()) {
                survives += survival[from.ordinal() * Belief.SIZE + to.ordinal()];
            }
            none += standing.probabilities().getOrDefault(from, 0.0) * survives;
        }
        return Math.clamp(1 - none, 0, 1);
    }

    private double[] orderless(double exposure) {
        var generator = new double[Belief.SIZE * Belief.SIZE];
        for (Stage from : Stage.values()) {
            for (Stage to : Stage.values()) {
                double killed = from == to ? exposure * model.rate(from, Mark.ORDER) : 0;
                generator[from.ordinal() * Belief.SIZE + to.ordinal()] = model.generator(from, to) - killed;
            }
        }
        return generator;
    }
}
