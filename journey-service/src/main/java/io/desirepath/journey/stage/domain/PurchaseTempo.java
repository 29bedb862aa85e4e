package io.desirepath.journey.stage.domain;

import java.util.List;

/**
 * How fast a merchant's customers are, compared with the model: a prior that expects an order a month would take the quarter
 * between two orders of a wholesaler's customer for dormancy. Two numbers that a person can judge, for a purchase bridge over
 * orders alone.
 *
 * @param orders what the rates are multiplied by, above zero
 * @param stays what the mean stays are multiplied by, above zero
 */
public record PurchaseTempo(double orders, double stays) {
    /** As the model says. */
    public static final PurchaseTempo USUAL = new PurchaseTempo(1, 1);

    /** What is worth trying, from usual to slow. */
    public static final List<PurchaseTempo> CANDIDATES = List.of(
            USUAL,
            new PurchaseTempo(.3, 1),
            new PurchaseTempo(.3, 10),
            new PurchaseTempo(.1, 3),
            new PurchaseTempo(.1, 30),
            new PurchaseTempo(.05, 10),
            new PurchaseTempo(.05, 30),
            new PurchaseTempo(.02, 10),
            new PurchaseTempo(.02, 30));

    public PurchaseTempo {
        if (!(orders > 0 && stays > 0)) {
            throw new IllegalArgumentException("a tempo is above zero");
        }
    }

    /** The model at this tempo. */
    public StageModel of(StageModel model) {
        return model.scaled(orders, stays);
    }
}
