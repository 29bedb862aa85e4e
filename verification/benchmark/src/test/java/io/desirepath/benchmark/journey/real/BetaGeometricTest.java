package io.desirepath.benchmark.journey.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.desirepath.benchmark.journey.real.BetaGeometric.Customer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;

class BetaGeometricTest {
    /** What Fader, Hardie and Lee (2005), section 4, estimated for the CDNOW cohort, in weeks. */
    private static final BetaGeometric PUBLISHED = new BetaGeometric(.243, 4.414, .793, 2.426);

    @Test
    void theLikelihoodIsTheMeanOfTheIndividualOneOverRatesAndDropouts() {
        for (var customer : List.of(new Customer(0, 0, 20), new Customer(2, 12, 30), new Customer(7, 25, 26))) {
            assertThat(Math.exp(PUBLISHED.logLikelihood(customer)))
                    .isCloseTo(integrated(customer), within(2e-3 * integrated(customer)));
        }
    }

    @Test
    void whoNeverCameBackIsAliveAndWhoStoppedIsLessSo() {
        assertThat(PUBLISHED.alive(new Customer(0, 0, 38))).isEqualTo(1);
        double recent = PUBLISHED.alive(new Customer(5, 36, 38));
        double silent = PUBLISHED.alive(new Customer(5, 10, 38));
        assertThat(silent).isLessThan(recent).isBetween(0.0, 1.0);
    }

    @Test
    void theSpreadsheetOfThePaperGivesTheSameChanceOfBeingAlive() {
        // 1 / (1 + a / (b + x - 1) ((α + T) / (α + t_x))^(r + x)) by hand for x = 2, t_x = 30.43, T = 38.86.
        double odds = .793 / 3.426 * Math.pow(43.274 / 34.844, 2.243);
        assertThat(PUBLISHED.alive(new Customer(2, 30.43, 38.86))).isCloseTo(1 / (1 + odds), within(1e-9));
    }

    @Test
    void fittingFindsTheParametersThatMadeTheData() {
        var truth = new BetaGeometric(.8, 30, 1, 4);
        BetaGeometric found = BetaGeometric.fit(simulated(truth, 6000));

        assertThat(found.r() / found.alpha()).isCloseTo(.8 / 30, within(.15 * .8 / 30));
        assertThat(found.a() / (found.a() + found.b())).isCloseTo(.2, within(.05));
    }

    @Test
    void aPurchaseIsSurerTheLongerOneWaits() {
        var customer = new Customer(3, 20, 25);
        assertThat(PUBLISHED.purchaseWithin(customer, 0)).isZero();
        assertThat(PUBLISHED.purchaseWithin(customer, 30))
                .isBetween(PUBLISHED.purchaseWithin(customer, 10), PUBLISHED.alive(customer));
    }

    /** Section 2 of the paper for one customer, averaged over a grid of equally probable rates and dropouts. */
    private static double integrated(Customer customer) {
        var rates = new GammaDistribution(PUBLISHED.r(), 1 / PUBLISHED.alpha());
        var dropouts = new BetaDistribution(PUBLISHED.a(), PUBLISHED.b());
        int grid = 1500;
        int x = customer.repeats();
        double aliveRate = 0;
        double goneRate = 0;
        double stayed = 0;
        double left = 0;
        for (int i = 0; i < grid; i++) {
            double rate = rates.inverseCumulativeProbability((i + .5) / grid);
            aliveRate += Math.pow(rate, x) * Math.exp(-rate * customer.observed()) / grid;
            goneRate += Math.pow(rate, x) * Math.exp(-rate * customer.lastAt()) / grid;
            double dropout = dropouts.inverseCumulativeProbability((i + .5) / grid);
            stayed += Math.pow(1 - dropout, x) / grid;
            left += x == 0 ? 0 : dropout * Math.pow(1 - dropout, x - 1) / grid;
        }
        return stayed * aliveRate + left * goneRate;
    }

    private static List<Customer> simulated(BetaGeometric truth, int count) {
        var random = new Random(5);
        var rates = new GammaDistribution(truth.r(), 1 / truth.alpha());
        var dropouts = new BetaDistribution(truth.a(), truth.b());
        var customers = new ArrayList<Customer>();
        for (int i = 0; i < count; i++) {
            double rate = rates.inverseCumulativeProbability(random.nextDouble());
            double dropout = dropouts.inverseCumulativeProbability(random.nextDouble());
            double last = 0;
            int repeats = 0;
            double next = -Math.log(1 - random.nextDouble()) / rate;
            while (next < 250) {
                last = next;
                repeats++;
                next = random.nextDouble() < dropout
                        ? Double.POSITIVE_INFINITY
                        : next - Math.log(1 - random.nextDouble()) / rate;
            }
            customers.add(new Customer(repeats, last, 250));
        }
        return customers;
    }
}
