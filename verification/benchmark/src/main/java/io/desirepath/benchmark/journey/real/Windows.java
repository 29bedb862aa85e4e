package io.desirepath.benchmark.journey.real;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Moments of the past, what was known at each, and what came in the 30 days after. */
final class Windows {
    private final List<Purchases> accounts;
    private final Map<String, double[][]> known = new HashMap<>();

    Windows(List<Purchases> accounts) {
        this.accounts = accounts;
    }

    /** What earlier windows teach. */
    record Examples(double[][] features, boolean[] ordered) {}

    /** Accounts with an order before the moment. */
    List<Purchases> seenBefore(Instant at) {
        return accounts.stream()
                .filter(one -> one.orders().getFirst().at().isBefore(at))
                .toList();
    }

    boolean[] outcomes(List<Purchases> asked, Instant from) {
        Instant to = from.plus(RealProtocol.HORIZON_DAYS, ChronoUnit.DAYS);
        var outcomes = new boolean[asked.size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = asked.get(i).orderedWithin(from, to);
        }
        return outcomes;
    }

    /** The windows whose outcomes were all known at the cut. */
    Examples before(Instant cut, String name, Features.Maker maker) {
        var features = new ArrayList<double[]>();
        var ordered = new ArrayList<Boolean>();
        for (int window = 1; window <= RealProtocol.WINDOWS; window++) {
            Instant earlier = cut.minus((long) RealProtocol.HORIZON_DAYS * window, ChronoUnit.DAYS);
            features.addAll(List.of(features(name, maker, earlier)));
            for (boolean one : outcomes(seenBefore(earlier), earlier)) {
                ordered.add(one);
            }
        }
        var outcomes = new boolean[ordered.size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = ordered.get(i);
        }
        return new Examples(features.toArray(double[][]::new), outcomes);
    }

    /** Features of all accounts seen before the moment, kept by name and moment. */
    double[][] features(String name, Features.Maker maker, Instant at) {
        return known.computeIfAbsent(name + " " + at, key -> {
            List<List<Purchases.Order>> histories =
                    seenBefore(at).stream().map(one -> one.before(at)).toList();
            Features features = maker.at(at, histories);
            return histories.stream().map(history -> features.of(history, at)).toArray(double[][]::new);
        });
    }
}
