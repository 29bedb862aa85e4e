package io.desirepath.benchmark.journey.real;

import java.util.List;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/**
 * BG/NBD: customers buy at a Poisson rate that is Gamma(r, α) over customers, and after each purchase drop out with a
 * probability that is Beta(a, b) over customers (Fader, Hardie and Lee 2005, "Counting your customers the easy way: an
 * alternative to the Pareto/NBD model", Marketing Science 24).
 */
record BetaGeometric(double r, double alpha, double a, double b) {

    /**
     * A customer's history.
     *
     * @param repeats x: purchases after the first
     * @param lastAt t_x: time from the first purchase to the last
     * @param observed T: time from the first purchase until now
     */
    record Customer(int repeats, double lastAt, double observed) {}

    /** Maximum likelihood, by Nelder and Mead on the logarithms of the parameters. */
    static BetaGeometric fit(List<Customer> customers) {
        var optimum = new SimplexOptimizer(1e-9, 1e-9)
                .optimize(
                        new MaxEval(5000),
                        GoalType.MAXIMIZE,
                        new ObjectiveFunction(logs -> ofLogs(logs).logLikelihood(customers)),
                        new InitialGuess(new double[] {0, 3, 0, 1}),
                        new NelderMeadSimplex(4, .5));
        return ofLogs(optimum.getPoint());
    }

    private static BetaGeometric ofLogs(double[] logs) {
        return new BetaGeometric(bounded(logs[0]), bounded(logs[1]), bounded(logs[2]), bounded(logs[3]));
    }

    private static double bounded(double log) {
        return Math.exp(Math.clamp(log, -10, 10));
    }

    double logLikelihood(List<Customer> customers) {
        return customers.stream().mapToDouble(this::logLikelihood).sum();
    }

    /** Equation 6 of the paper. */
    double logLikelihood(Customer customer) {
        int x = customer.repeats();
        double common = Gamma.logGamma(r + x) - Gamma.logGamma(r) + r * Math.log(alpha);
        double alive = Beta.logBeta(a, b + x) - Beta.logBeta(a, b) - (r + x) * Math.log(alpha + customer.observed());
        if (x == 0) {
            return common + alive;
        }
        double gone =
                Beta.logBeta(a + 1, b + x - 1) - Beta.logBeta(a, b) - (r + x) * Math.log(alpha + customer.lastAt());
        double larger = Math.max(alive, gone);
        return common + larger + Math.log(Math.exp(alive - larger) + Math.exp(gone - larger));
    }

    /** The probability that the customer has not dropped out. */
    double alive(Customer customer) {
        int x = customer.repeats();
        if (x == 0) {
            return 1;
        }
        double ratio = (alpha + customer.observed()) / (alpha + customer.lastAt());
        return 1 / (1 + a / (b + x - 1) * Math.pow(ratio, r + x));
    }

    /**
     * The probability of a purchase within the coming time: alive, and then, as nobody drops out before the next purchase,
     * {@code 1 - ((α + T) / (α + T + t))^(r + x)}.
     */
    double purchaseWithin(Customer customer, double time) {
        double now = alpha + customer.observed();
        return alive(customer) * -Math.expm1((r + customer.repeats()) * Math.log(now / (now + time)));
    }
}
