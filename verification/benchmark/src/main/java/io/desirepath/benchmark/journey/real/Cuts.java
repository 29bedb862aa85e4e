package io.desirepath.benchmark.journey.real;

import io.desirepath.local.console.Sentence;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;

/** Where an orders file is cut into what is known and what is to come. */
final class Cuts {
    private static final long APART = 30;
    private static final long FIRST = 163;
    private static final int DEFAULT = 5;

    private Cuts() {}

    /**
     * So many cuts, 30 days apart. Five are the days 163, 193, 223, 253 and 283 of the file, if that many days and 30 more
     * were recorded, as in Online Retail; otherwise the last cut leaves just the horizon.
     *
     * @throws Sentence if too few days come before the first cut
     */
    static List<Instant> of(List<Purchases> accounts, int count) {
        List<Instant> times = accounts.stream()
                .flatMap(account -> account.orders().stream())
                .map(Purchases.Order::at)
                .sorted()
                .toList();
        Instant first = times.getFirst().truncatedTo(ChronoUnit.DAYS);
        long days = Duration.between(first, times.getLast()).toDays() + 1;
        long last = days - RealProtocol.HORIZON_DAYS;
        long usualLast = FIRST + APART * (DEFAULT - 1);
        if (count == DEFAULT && last >= usualLast && last < usualLast + APART) {
            last = usualLast;
        }
        long start = last - APART * (count - 1);
        long needed = (long) RealProtocol.HORIZON_DAYS * RealProtocol.WINDOWS + 1;
        if (count < 1 || start < needed) {
            throw new Sentence(
                    "The orders span %d days: %d cuts, with %d days before the first and %d after the last, need %d."
                            .formatted(
                                    days,
                                    count,
                                    needed,
                                    RealProtocol.HORIZON_DAYS,
                                    needed + APART * (count - 1) + RealProtocol.HORIZON_DAYS));
        }
        return LongStream.range(0, count)
                .mapToObj(i -> first.plus(start + APART * i, ChronoUnit.DAYS))
                .toList();
    }
}
