package io.desirepath.journey.stage.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class MatrixExponentialTest {

    @Property(tries = 200)
    void aChainOfTwoStatesHasItsClosedForm(
            @ForAll @DoubleRange(min = .01, max = 20) double a,
            @ForAll @DoubleRange(min = .01, max = 20) double b,
            @ForAll @DoubleRange(min = 0, max = 400) double time) {
        double[] power = MatrixExponential.of(new double[] {-a, a, b, -b}, 2, time);
        double decay = Math.exp(-(a + b) * time);
        double[] expected = {
            (b + a * decay) / (a + b), a * (1 - decay) / (a + b), b * (1 - decay) / (a + b), (a + b * decay) / (a + b)
        };
        for (int i = 0; i < 4; i++) {
            assertThat(power[i]).isCloseTo(expected[i], within(1e-11));
        }
    }

    @Test
    void aNilpotentMatrixEndsItsSeries() {
        double[] power = MatrixExponential.of(new double[] {0, 1, 0, 0, 0, 1, 0, 0, 0}, 3, 2);
        assertThat(power).containsExactly(new double[] {1, 2, 2, 0, 1, 2, 0, 0, 1}, within(1e-13));
    }

    @Test
    void aDiagonalMatrixIsExponentiatedEntryByEntryToSmallRelativeError() {
        double[] power = MatrixExponential.of(new double[] {-300, 0, 0, 2}, 2, 1);
        assertThat(power[0]).isCloseTo(Math.exp(-300), Percentage.withPercentage(1e-8));
        assertThat(power[3]).isCloseTo(Math.exp(2), Percentage.withPercentage(1e-8));
        assertThat(power[1]).isZero();
    }

    @Test
    void timesAddUpToProducts() {
        var random = new Random(7);
        var matrix = new double[49];
        for (int i = 0; i < 49; i++) {
            matrix[i] = i % 8 == 0 ? -random.nextDouble(0, 3) : random.nextDouble();
        }
        double[] three = MatrixExponential.of(matrix, 7, 3);
        double[] one = MatrixExponential.of(matrix, 7, 1);
        double[] two = MatrixExponential.of(matrix, 7, 2);
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                double product = 0;
                for (int k = 0; k < 7; k++) {
                    product += one[i * 7 + k] * two[k * 7 + j];
                }
                assertThat(three[i * 7 + j]).isCloseTo(product, Percentage.withPercentage(1e-9));
            }
        }
    }

    @Test
    void noTimeIsTheIdentity() {
        assertThat(MatrixExponential.of(new double[] {-1, 1, 2, -2}, 2, 0)).containsExactly(1, 0, 0, 1);
    }

    @Test
    void negativeEntriesOffTheDiagonalAndNegativeTimesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> MatrixExponential.of(new double[] {0, -1, 0, 0}, 2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> MatrixExponential.of(new double[] {0, 1, 0, 0}, 2, -1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatrixExponential.of(new double[] {0, Double.NaN, 0, 0}, 2, 1));
    }
}
