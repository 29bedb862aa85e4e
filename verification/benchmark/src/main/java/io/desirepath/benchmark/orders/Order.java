package io.desirepath.benchmark.orders;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What an account ordered with one invoice. */
public record Order(String id, String account, Instant at, List<Line> lines) {

    /** @param name empty where there is none; @param price of one */
    public record Line(String product, String name, long quantity, double price) {
        public double value() {
            return quantity * price;
        }
    }

    /** From 1970-01-01, UTC. */
    public int day() {
        return (int) Math.floorDiv(at.getEpochSecond(), Duration.ofDays(1).toSeconds());
    }

    /** In the currency of the file. */
    public double value() {
        return lines.stream().mapToDouble(Line::value).sum();
    }
}
