package io.desirepath.recommendation.copurchase.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class PairRowTest {

    @Property(tries = 200)
    void whatIsWrittenIsRead(
            @ForAll @Size(max = 40) Map<@IntRange(min = 1) Integer, @IntRange(min = 1) Integer> counts) {
        PairRow row = row(counts);

        PairRow read = PairRow.decode(row.encode());

        assertThat(contents(read)).isEqualTo(contents(row)).hasSize(counts.size());
    }

    @Property(tries = 200)
    void rowsAddUpAndWhatComesToNothingGoes(
            @ForAll @Size(max = 40) Map<@IntRange(min = 1, max = 60) Integer, @IntRange(min = 1, max = 9) Integer> some,
            @ForAll @Size(max = 40)
                    Map<@IntRange(min = 1, max = 60) Integer, @IntRange(min = 1, max = 9) Integer> more) {
        TreeMap<Integer, Count> change = new TreeMap<>(contents(row(more)));
        TreeMap<Integer, Count> sum = new TreeMap<>(contents(row(some)));
        change.forEach((other, count) -> sum.merge(other, count, Count::plus));
        TreeMap<Integer, Count> back = new TreeMap<>();
        change.forEach((other, count) -> back.put(other, Count.NONE.minus(count)));

        PairRow added = row(some).plus(change);

        assertThat(contents(added)).isEqualTo(sum);
        assertThat(contents(added.plus(back))).isEqualTo(contents(row(some)));
    }

    private static PairRow row(Map<Integer, Integer> counts) {
        PairRow.Builder row = new PairRow.Builder();
        new TreeMap<>(counts).forEach((other, count) -> row.add(other, count, count / 2));
        return row.build();
    }

    private static Map<Integer, Count> contents(PairRow row) {
        Map<Integer, Count> contents = new TreeMap<>();
        for (int place = 0; place < row.size(); place++) {
            contents.put(row.other(place), row.count(place));
        }
        return contents;
    }
}
