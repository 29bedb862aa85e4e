package io.desirepath.recommendation.family.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameLikenessTest {

    @Test
    void aNameSaysHowManyThereAre() {
        assertThat(NameLikeness.pieces("SET OF 6 TEA MUGS")).isEqualTo(6);
        assertThat(NameLikeness.pieces("SET/20 RED RETROSPOT NAPKINS")).isEqualTo(20);
        assertThat(NameLikeness.pieces("ROUND SNACK BOXES SET OF4 WOODLAND")).isEqualTo(4);
        assertThat(NameLikeness.pieces("60 TEATIME FAIRY CAKE CASES")).isEqualTo(60);
        assertThat(NameLikeness.pieces("BAKING SET 9 PIECE RETROSPOT")).isEqualTo(9);
        assertThat(NameLikeness.pieces("PAPER CHAIN KIT 50'S CHRISTMAS")).isOne();
        assertThat(NameLikeness.pieces("CHRISTMAS TREE 120CM")).isOne();
    }

    @Test
    void aColourIsNotASize() {
        assertThat(NameLikeness.differInColourOnly("RED LUNCH BAG", "LUNCH BAG, BLUE"))
                .isTrue();
        assertThat(NameLikeness.differInColourOnly("SMALL RED BAG", "LARGE RED BAG"))
                .isFalse();
        assertThat(NameLikeness.differInColourOnly("SET OF 3 RED BAGS", "SET OF 6 BLUE BAGS"))
                .isFalse();
    }
}
