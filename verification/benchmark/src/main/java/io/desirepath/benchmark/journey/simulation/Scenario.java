package io.desirepath.benchmark.journey.simulation;

import io.desirepath.journey.stage.domain.Mark;
import io.desirepath.local.console.Sentence;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a simulated world differs from what the expert prior believes.
 *
 * @param name as tables and files call it
 * @param spread standard deviation of the logarithm of what every rate, dwell and jump is multiplied by
 * @param rateFactor what all rates are multiplied by
 * @param erlang phases of a stay: 1 is exponential, more make its length more regular
 * @param exposure shape of the Gamma distribution, of mean 1, of the accounts' exposure; 0 for exposure 1 everywhere
 * @param burst mean events of a burst (geometric), with the mean rate kept; 1 for none
 * @param calendar whether weekends are quiet, the year has seasons and two weeks of holidays, and persons join and leave
 */
public record Scenario(
        String name, double spread, double rateFactor, int erlang, int exposure, double burst, boolean calendar) {

    /** As the expert prior believes: exponential dwell, exposure 1. */
    public static final Scenario A = new Scenario("A", 0, 1, 1, 0, 1, false);

    /** Rates, dwell and jumps off by e^N(0,.5), Erlang-2 dwell, exposure Gamma(2, 1/2), bursts of 3. */
    public static final Scenario B = new Scenario("B", .5, 1, 2, 2, 3, false);

    /** Sparse and further off: as B with e^N(0,.7), bursts of 4 and three tenths of the events. */
    public static final Scenario C = new Scenario("C", .7, .3, 2, 2, 4, false);

    /**
     * Another mechanism: rates that are not constant and evidence that hangs on persons. Weekends at a fifth, a yearly
     * season of ±40 %, two holiday weeks at a tenth, one to many persons per account who join and leave, more regular
     * stays (Erlang-3), and parameters off by e^N(0,.3).
     */
    public static final Scenario D = new Scenario("D", .3, 1, 3, 0, 1, true);

    /** The marks that come in bursts. */
    static final Set<Mark> IN_BURSTS = EnumSet.of(Mark.PAGE_VIEW, Mark.SEARCH, Mark.CONTENT, Mark.PRICING, Mark.CART);

    /** @throws Sentence if there is none of this name */
    public static Scenario named(String name) {
        return switch (name) {
            case "A" -> A;
            case "B" -> B;
            case "C" -> C;
            case "D" -> D;
            default -> throw new Sentence("There is no scenario " + name + ".");
        };
    }

    double burstOf(Mark mark) {
        return IN_BURSTS.contains(mark) ? burst : 1;
    }
}
