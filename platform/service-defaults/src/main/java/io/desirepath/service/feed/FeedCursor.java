package io.desirepath.service.feed;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.problem.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reader's place in a feed, on the wire {@code epoch.xid.seq}: everything up to and including that row was read.
 *
 * @param epoch the life of the owner's database
 * @param xid the 64-bit transaction id of the last row
 * @param seq the row's sequence number
 */
record FeedCursor(int epoch, long xid, long seq) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\.(\\d{1,18})\\.(\\d{1,18})");

    /** Behind every row of a transaction. */
    static final long LAST = 999_999_999_999_999_999L;

    /** Another place of the same epoch. */
    FeedCursor at(long otherXid, long otherSeq) {
        return new FeedCursor(epoch, otherXid, otherSeq);
    }

    static FeedCursor beginningOf(int epoch) {
        return new FeedCursor(epoch, 0, 0);
    }

    /**
     * @param text a cursor that a page gave out, or empty for the beginning
     * @throws ProblemException INVALID_REQUEST if it has another form
     */
    static FeedCursor parse(String text, int currentEpoch) {
        if (text.isEmpty()) {
            return beginningOf(currentEpoch);
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "after: not a cursor of this feed");
        }
        return new FeedCursor(
                Integer.parseInt(form.group(1)), Long.parseLong(form.group(2)), Long.parseLong(form.group(3)));
    }

    boolean isBefore(FeedCursor other) {
        return xid < other.xid || xid == other.xid && seq < other.seq;
    }

    @Override
    public String toString() {
        return epoch + "." + xid + "." + seq;
    }
}
