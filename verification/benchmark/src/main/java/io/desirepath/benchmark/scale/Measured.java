package io.desirepath.benchmark.scale;

import java.io.PrintStream;
import java.util.List;

/**
 * What the run came to.
 *
 * @param accounts of each merchant
 * @param sizes the fewest products first
 */
record Measured(String protocol, int accounts, List<Size> sizes) {

    private static final double MOST_READS = 3;
    private static final double MOST_GROWTH = 1.5;
    private static final long MOST_BYTES = 2L << 30;

    /**
     * One merchant, in a process of its own.
     *
     * @param answers how many were measured, and as many reads
     * @param readMicros median of reading a context from Redis
     * @param answerMicros median of a home page as JSON, reading its context included
     * @param answerMicros99 ninety-nine of a hundred take at most so long
     * @param heapBytes that are held, after a collection
     * @param processBytes the most memory that the process has ever had
     */
    record Size(
            int products,
            int answers,
            double readMicros,
            double answerMicros,
            double answerMicros99,
            long heapBytes,
            long processBytes) {

        /** The median answer over the median read. */
        public double getReads() {
            return answerMicros / readMicros;
        }
    }

    /** The median answer of the merchant with the most products over that of the one with the fewest. */
    public double getGrowth() {
        return sizes.getLast().answerMicros() / sizes.getFirst().answerMicros();
    }

    boolean holds() {
        Size largest = sizes.getLast();
        return largest.getReads() <= MOST_READS && getGrowth() <= MOST_GROWTH && largest.processBytes() <= MOST_BYTES;
    }

    void print(PrintStream out) {
        out.printf("%nHome pages in process, %,d accounts%n%n", accounts);
        out.printf(
                "%12s %15s %17s %12s %8s %10s %12s%n",
                "products", "read, median", "answer, median", "answer, p99", "ratio", "heap", "process");
        for (Size size : sizes) {
            out.printf(
                    "%,12d %12.0f µs %14.0f µs %9.0f µs %8.2f %,7d MB %,9d MB%n",
                    size.products(),
                    size.readMicros(),
                    size.answerMicros(),
                    size.answerMicros99(),
                    size.getReads(),
                    size.heapBytes() >> 20,
                    size.processBytes() >> 20);
        }
        Size largest = sizes.getLast();
        out.printf("%n%-50s %8s %9s%n", "with the most products", "measured", "at most");
        out.printf("%-50s %8.2f %9.2f%n", "an answer, in reads of a context", largest.getReads(), MOST_READS);
        out.printf("%-50s %8.2f %9.2f%n", "an answer, in answers with the fewest products", getGrowth(), MOST_GROWTH);
        out.printf(
                "%-50s %,8d %,9d%n",
                "memory that the process has had, MB", largest.processBytes() >> 20, MOST_BYTES >> 20);
        if (!holds()) {
            out.println("\nIt does not hold.");
        }
    }
}
