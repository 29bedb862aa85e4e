package io.desirepath.journey.stage.training.domain;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Multinomial logistic regression with a quadratic penalty around given weights, fitted by limited-memory BFGS (Nocedal and
 * Wright 2006, "Numerical optimization", algorithms 7.4 and 7.5, with a backtracking line search). The problem is convex:
 * there is one best answer.
 */
final class MultinomialRegression {
    private static final int MEMORY = 8;
    private static final int ROUNDS = 200;
    private static final double STILL = 1e-6;

    private final double[][] features;
    private final int[] classes;
    private final int width;
    private final int count;
    private final double[] around;
    private final double[] penalties;

    /**
     * @param features a row for each case
     * @param classes the class of each case
     * @param count how many classes there are
     * @param around the weights that cost nothing, class by class
     * @param penalties half the cost of a squared distance from them, in nats
     */
    MultinomialRegression(double[][] features, int[] classes, int count, double[] around, double[] penalties) {
        this.features = features;
        this.classes = classes;
        this.count = count;
        width = around.length / count;
        this.around = around;
        this.penalties = penalties;
    }

    static double[] softmax(double[] logits) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double logit : logits) {
            highest = Math.max(highest, logit);
        }
        double sum = 0;
        var shares = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            shares[i] = Math.exp(logits[i] - highest);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }

    /** The best weights, class by class. */
    double[] fit() {
        record Pair(double[] step, double[] turn, double curvature) {}
        Deque<Pair> memory = new ArrayDeque<>();
        double[] at = around.clone();
        var gradient = new double[at.length];
        double cost = cost(at, gradient);
        for (int round = 0; round < ROUNDS && norm(gradient) > STILL * classes.length; round++) {
            double[] direction = gradient.clone();
            var alphas = new double[memory.size()];
            int i = 0;
            for (Pair pair : memory) {
                alphas[i] = dot(pair.step, direction) / pair.curvature;
                add(direction, pair.turn, -alphas[i++]);
            }
            if (!memory.isEmpty()) {
                Pair newest = memory.getFirst();
                scale(direction, newest.curvature / dot(newest.turn, newest.turn));
            } else {
                scale(direction, 1 / Math.max(1, norm(gradient)));
            }
            var oldestFirst = memory.descendingIterator();
            while (oldestFirst.hasNext()) {
                Pair pair = oldestFirst.next();
                add(direction, pair.step, alphas[--i] - dot(pair.turn, direction) / pair.curvature);
            }
            double slope = dot(gradient, direction);
            var next = new double[at.length];
            var nextGradient = new double[at.length];
            double nextCost = Double.POSITIVE_INFINITY;
            for (double length = 1; length > 1e-10; length /= 2) {
                System.arraycopy(at, 0, next, 0, at.length);
                add(next, direction, -length);
                nextCost = cost(next, nextGradient);
                if (nextCost <= cost - 1e-4 * length * slope) {
                    break;
                }
            }
            if (!(nextCost < cost)) {
                return at;
            }
            double[] step = difference(next, at);
            double[] turn = difference(nextGradient, gradient);
            double curvature = dot(step, turn);
            if (curvature > 0) {
                memory.addFirst(new Pair(step, turn, curvature));
                if (memory.size() > MEMORY) {
                    memory.removeLast();
                }
            }
            at = next;
            gradient = nextGradient;
            cost = nextCost;
        }
        return at;
    }

    private double cost(double[] weights, double[] gradient) {
        double cost = 0;
        for (int i = 0; i < weights.length; i++) {
            double off = weights[i] - around[i];
            cost += penalties[i] * off * off;
            gradient[i] = 2 * penalties[i] * off;
        }
        var logits = new double[count];
        for (int n = 0; n < classes.length; n++) {
            for (int c = 0; c < count; c++) {
                logits[c] = 0;
                for (int f = 0; f < width; f++) {
                    logits[c] += weights[c * width + f] * features[n][f];
                }
            }
            double[] shares = softmax(logits);
            cost -= Math.log(Math.max(shares[classes[n]], Double.MIN_NORMAL));
            for (int c = 0; c < count; c++) {
                double error = shares[c] - (c == classes[n] ? 1 : 0);
                for (int f = 0; f < width; f++) {
                    gradient[c * width + f] += error * features[n][f];
                }
            }
        }
        return cost;
    }

    private static double norm(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    private static void add(double[] to, double[] what, double factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    private static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }

    private static double[] difference(double[] left, double[] right) {
        var difference = left.clone();
        add(difference, right, -1);
        return difference;
    }
}
