package io.desirepath.local.imports;

/**
 * What an import has done so far.
 *
 * @param sent events
 * @param orderLines lines of orders in these events
 * @param recorded events stored
 * @param duplicates events that were stored before
 * @param rejected events that the server did not take
 * @param progress how much of the source was sent, 0 to 1
 */
public record ImportTotals(long sent, long orderLines, long recorded, long duplicates, long rejected, double progress) {

    static final ImportTotals NONE = new ImportTotals(0, 0, 0, 0, 0, 0);

    ImportTotals plus(int events, int lines, Answer answer, double progressNow) {
        return new ImportTotals(
                sent + events,
                orderLines + lines,
                recorded + answer.recorded(),
                duplicates + answer.duplicates(),
                rejected + answer.rejected(),
                progressNow);
    }
}
