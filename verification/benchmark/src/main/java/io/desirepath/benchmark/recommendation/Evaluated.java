package io.desirepath.benchmark.recommendation;

/**
 * What one method reached in the cases of a window.
 *
 * @param settings what it was tuned to, empty if nothing
 */
record Evaluated(String name, String settings, Lists lists, Measure all, Measure novel) {

    static Evaluated of(String name, String settings, Window window, Lists lists) {
        return new Evaluated(
                name,
                settings,
                lists,
                Measure.of(window.cases(), lists.all(), false),
                Measure.of(window.cases(), lists.novel(), true));
    }
}
