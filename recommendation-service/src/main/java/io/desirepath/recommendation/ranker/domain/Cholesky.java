package io.desirepath.recommendation.ranker.domain;

/** Solves symmetric positive definite systems. */
final class Cholesky {

    private Cholesky() {}

    /** @param matrix its lower triangle, which is overwritten */
    static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= matrix[i][k] * matrix[j][k];
                }
                if (i == j) {
                    // Rounding may leave a pivot of next to nothing below zero.
                    matrix[i][i] = Math.sqrt(Math.max(sum, 1e-12));
                } else {
                    matrix[i][j] = sum / matrix[j][j];
                }
            }
        }
        double[] solution = right.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                solution[i] -= matrix[i][k] * solution[k];
            }
            solution[i] /= matrix[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                solution[i] -= matrix[k][i] * solution[k];
            }
            solution[i] /= matrix[i][i];
        }
        return solution;
    }
}
