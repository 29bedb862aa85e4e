package io.desirepath.benchmark.scale;

import java.io.PrintStream;
import java.util.List;

/**
 * What the run came to.
 *
 * @param accounts of each merchant
 */
record Measured(String protocol, int accounts, List<Size> sizes) {

    static final double MOST_READS = 3;
    static final double MOST_GROWTH = 1.5;
    static final long MOST_BYTES = 2L << 30;

    /**
     * One merchant.
     *
     * @param answers how many were measured, and as many reads
     * @param readMicros median of reading a context from Redis
     * @param answerMicros median of a home page as JSON, reading its context included
     * @param answerMicros99 of a hundred answers the slowest but one takes at most so long
     * @param reads the median answer over the median read
     * @param itemsOfAnAnswer on average
     * @param heapBytes after a collection
     * @param processBytes the most that the process ever had in memory
     */
    record Size(
            int products,
            int answers,
            double readMicros,
            double answerMicros,
            double answerMicros99,
            double reads,
            double itemsOfAnAnswer,
            long heapBytes,
            long processBytes) {}

    /** The median answer of the largest merchant over that of the smallest. */
    public double getGrowth() {
        return sizes.getLast().answerMicros() / sizes.getFirst().answerMicros();
    }

    boolean holds() {
        return getGrowth() <= MOST_GROWTH
                && sizes.stream().allMatch(size -> size.reads() <= MOST_READS && size.processBytes() <= MOST_BYTES);
    }

    void print(PrintStream out) {
        out.printf("%nHome pages in process, %,d accounts, 10 items asked for%n%n", accounts);
        out.printf(
                "%12s %14s %16s %10s %8s %10s %12s %8s%n",
                "products", "read, median", "answer, median", "p99", "ratio", "heap", "process", "items");
        for (Size size : sizes) {
            out.printf(
                    "%,12d %11.0f µs %13.0f µs %7.0f µs %8.2f %7d MB %9d MB %8.1f%n",
                    size.products(),
                    size.readMicros(),
                    size.answerMicros(),
                    size.answerMicros99(),
                    size.reads(),
                    size.heapBytes() >> 20,
                    size.processBytes() >> 20,
                    size.itemsOfAnAnswer());
        }
        out.printf(
                "%nAn answer takes %.2f times as long with the most products as with the fewest.%n"
                        + "Asked for: at most %.0f reads, %.1f times as long, %,d MB.%s%n",
                getGrowth(), MOST_READS, MOST_GROWTH, MOST_BYTES >> 20, holds() ? "" : " It does not hold.");
    }
}
