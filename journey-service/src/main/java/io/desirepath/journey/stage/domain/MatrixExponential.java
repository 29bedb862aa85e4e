package io.desirepath.journey.stage.domain;

/**
 * The exponential of a small dense matrix without negative entries off its diagonal, such as a Markov generator less a
 * diagonal of killing rates.
 *
 * <p>Scaling and squaring on a Taylor series (Moler and Van Loan 2003, "Nineteen dubious ways to compute the exponential
 * of a matrix, twenty-five years later", SIAM Review 45, methods 1 and 3). The least diagonal entry is taken out first,
 * {@code exp(A) = exp(m) exp(A - mI)}, so that every number in series and squarings is non-negative: nothing cancels, and
 * each entry comes out non-negative and with a small relative error (Xue and Ye 2013, "Computing exponentials of
 * essentially non-negative matrices entrywise to high relative accuracy", Mathematics of Computation 82).
 */
public final class MatrixExponential {
    /** With a norm of at most 1, what is left out after 20 terms is below 1/21!, that is 2e-20. */
    private static final int TERMS = 20;

    private MatrixExponential() {}

    /**
     * {@code exp(matrix * time)}.
     *
     * @param matrix square, row by row, none negative off the diagonal
     * @param size rows and columns
     * @param time zero or more
     * @throws IllegalArgumentException if an entry off the diagonal or the time is negative, or not a number
     */
    public static double[] of(double[] matrix, int size, double time) {
        var scaled = new double[size * size];
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                scaled[i * size + j] = matrix[i * size + j] * time;
                if (i != j && !(matrix[i * size + j] >= 0) || !(time >= 0)) {
                    throw new IllegalArgumentException("negative off the diagonal, or a negative time");
                }
            }
            least = Math.min(least, scaled[i * size + i]);
        }
        for (int i = 0; i < size; i++) {
            scaled[i * size + i] -= least;
        }
        int squarings = Math.max(0, Math.getExponent(largestRowSum(scaled, size)) + 1);
        double shrink = Math.scalb(1.0, -squarings);
        scale(scaled, shrink);
        double[] power = taylor(scaled, size);
        scale(power, Math.exp(least * shrink));
        for (int i = 0; i < squarings; i++) {
            power = product(power, power, size);
        }
        return power;
    }

    private static double[] taylor(double[] matrix, int size) {
        double[] sum = identity(size);
        double[] term = identity(size);
        for (int k = 1; k <= TERMS; k++) {
            term = product(term, matrix, size);
            scale(term, 1.0 / k);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += term[i];
            }
        }
        return sum;
    }

    private static double[] identity(int size) {
        var identity = new double[size * size];
        for (int i = 0; i < size; i++) {
            identity[i * size + i] = 1;
        }
        return identity;
    }

    static double[] product(double[] left, double[] right, int size) {
        var product = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < size; k++) {
                double factor = left[i * size + k];
                for (int j = 0; j < size; j++) {
                    product[i * size + j] += factor * right[k * size + j];
                }
            }
        }
        return product;
    }

    private static double largestRowSum(double[] matrix, int size) {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += matrix[i * size + j];
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    private static void scale(double[] matrix, double factor) {
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] *= factor;
        }
    }
}
