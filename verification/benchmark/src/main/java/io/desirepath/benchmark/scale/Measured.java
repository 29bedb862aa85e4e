package io.desirepath.benchmark.scale;

import java.io.PrintStream;
import java.util.List;

/**
 * What the run came to.
 *
 * @param accounts of each merchant
 * @param sizes the fewest products first
 * @param heapBytes what the merchant with the most products holds in memory, after a collection
 * @param processBytes the most memory that the process has ever had
 */
record Measured(String protocol, int accounts, List<Size> sizes, long heapBytes, long processBytes) {

    private static final double MOST_READS = 3;
    private static final double MOST_GROWTH = 1.5;
    private static final long MOST_BYTES = 2L << 30;

    /**
     * One merchant.
     *
     * @param answers how many were measured, and as many reads
     * @param readMicros median of reading a context from Redis
     * @param answerMicros median of a home page as JSON, reading its context included
     * @param answerMicros99 ninety-nine of a hundred take at most so long
     */
    record Size(int products, int answers, double readMicros, double answerMicros, double answerMicros99) {

        static Size of(int products, Visitors visitors) {
            return new Size(
                    products,
                    visitors.answers().count(),
                    visitors.reads().micros(.5),
                    visitors.answers().micros(.5),
                    visitors.answers().micros(.99));
        }

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
        return sizes.getLast().getReads() <= MOST_READS && getGrowth() <= MOST_GROWTH && processBytes <= MOST_BYTES;
    }

    void print(PrintStream out) {
        out.printf("%nHome pages in process, %,d accounts%n%n", accounts);
        out.printf("%12s %15s %17s %12s %8s%n", "products", "read, median", "answer, median", "answer, p99", "ratio");
        for (Size size : sizes) {
            out.printf(
                    "%,12d %12.0f µs %14.0f µs %9.0f µs %8.2f%n",
                    size.products(), size.readMicros(), size.answerMicros(), size.answerMicros99(), size.getReads());
        }
        out.printf("%n%-58s %8s %9s%n", "", "measured", "at most");
        out.printf(
                "%-58s %8.2f %9.2f%n",
                "an answer, in reads of its context", sizes.getLast().getReads(), MOST_READS);
        out.printf(
                "%-58s %8.2f %9.2f%n", "the largest catalogue, in answers of the smallest", getGrowth(), MOST_GROWTH);
        out.printf("%-58s %8d %9d%n", "MB that the process has had at most", processBytes >> 20, MOST_BYTES >> 20);
        out.printf("%-58s %8d%n", "MB of these that the largest merchant needs, in its heap", heapBytes >> 20);
        if (!holds()) {
            out.println("\nIt does not hold.");
        }
    }
}
