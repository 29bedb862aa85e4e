package io.desirepath.benchmark.journey.events;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Lines of a file that could not be used: counted, and the first of them named. */
final class BadLines {
    private static final int NAMED = 10;

    private final String file;
    private final List<String> named = new ArrayList<>();
    private int count;

    BadLines(String file) {
        this.file = file;
    }

    void add(int line, String reason) {
        count++;
        if (named.size() < NAMED) {
            named.add("line " + line + ": " + reason);
        }
    }

    int count() {
        return count;
    }

    void print(PrintStream out) {
        if (count > 0) {
            out.printf("  %,d lines of %s were not used:%n", count, file);
            named.forEach(line -> out.println("    " + line));
            if (count > named.size()) {
                out.println("    and more");
            }
        }
    }
}
