package io.desirepath.recommendation.ranker.domain;

import java.util.Arrays;

/**
 * The accounts that are most similar to each account, found once for as long as nobody orders anything: looking for them takes
 * longer than adding up what they buy. Eight bytes for each of them. Immutable.
 */
final class SimilarAccountLists {

    /** Of a similar account: its number, and the bits of its cosine. */
    private static final int WIDTH = 2;

    private final OrderHistories histories;
    // Those of account a are the places from ends[a - 1] until ends[a].
    private final int[] ends;
    private int[] similar;

    /** @param histories of the accounts of the knowledge, whole */
    SimilarAccountLists(OrderHistories histories, Knowledge knowledge) {
        this.histories = histories;
        int most = knowledge.settings().mostSimilar();
        ends = new int[histories.accounts()];
        similar = new int[Math.multiplyExact(WIDTH * most, ends.length)];
        var found = new SimilarAccounts(knowledge.accounts());
        var own = new SparseScores();
        int end = 0;
        for (int account = 0; account < ends.length; account++) {
            own.clear();
            knowledge.settings().share().weigh(histories, account, Integer.MAX_VALUE, own);
            found.find(own, account, most);
            NearestAccounts nearest = found.nearest();
            for (int i = 0; i < nearest.size(); i++) {
                similar[WIDTH * end] = nearest.account(i);
                similar[WIDTH * end + 1] = Float.floatToRawIntBits((float) nearest.weight(i));
                end++;
            }
            ends[account] = end;
        }
        similar = Arrays.copyOf(similar, WIDTH * end);
    }

    /** Whether accounts have these numbers and no other orders. */
    boolean areOf(OrderHistories others) {
        return histories == others;
    }

    /** Gives those of an account in the order in which they were found. */
    void read(int account, NearestAccounts into) {
        int first = account == 0 ? 0 : ends[account - 1];
        into.start(ends[account] - first);
        for (int place = first; place < ends[account]; place++) {
            into.offer(similar[WIDTH * place], Float.intBitsToFloat(similar[WIDTH * place + 1]));
        }
    }
}
