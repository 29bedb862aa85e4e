package io.desirepath.journey.stage.domain;

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
        double[] survival = MatrixExponential.of(orderless(standing.exposure()), model.size(), days);
        double none = 0;
        for (int from = 0; from < model.size(); from++) {
            double survives = 0;
            for (int to = 0; to < model.size(); to++) {
                survives += survival[from * model.size() + to];
            }
            none += standing.belief().get(from) * survives;
        }
        return Math.clamp(1 - none, 0, 1);
    }

    private double[] orderless(double exposure) {
        int size = model.size();
        var generator = new double[size * size];
        for (int from = 0; from < size; from++) {
            for (int to = 0; to < size; to++) {
                double killed = from == to ? exposure * model.rate(from, Mark.ORDER) : 0;
                generator[from * size + to] = model.generator(from, to) - killed;
            }
        }
        return generator;
    }
}
