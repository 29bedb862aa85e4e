package io.desirepath.benchmark.report;

import java.util.Locale;

/** A drawing of lines, dots and words, in a frame from 0 to 1 in both directions. */
public final class Svg {
    private static final int LEFT = 60;
    private static final int TOP = 40;

    private final int width;
    private final int height;
    private final StringBuilder body = new StringBuilder();

    public Svg(String title, int width, int height) {
        this.width = width;
        this.height = height;
        text(.5, 1.05, title, "middle", "#000");
        body.append("<rect x='%d' y='%d' width='%d' height='%d' fill='none' stroke='#888'/>%n"
                .formatted(LEFT, TOP, width, height));
    }

    public Svg line(double x1, double y1, double x2, double y2, String colour) {
        body.append("<line x1='%s' y1='%s' x2='%s' y2='%s' stroke='%s' stroke-width='1.5'/>%n"
                .formatted(x(x1), y(y1), x(x2), y(y2), colour));
        return this;
    }

    public Svg dot(double x, double y, double radius, String colour) {
        body.append("<circle cx='%s' cy='%s' r='%s' fill='%s' fill-opacity='.8'/>%n"
                .formatted(x(x), y(y), number(radius), colour));
        return this;
    }

    public Svg box(double x, double y, double w, double h, String colour, double opacity) {
        body.append("<rect x='%s' y='%s' width='%s' height='%s' fill='%s' fill-opacity='%s'/>%n"
                .formatted(x(x), y(y + h), number(w * width), number(h * height), colour, number(opacity)));
        return this;
    }

    public Svg text(double x, double y, String words, String anchor, String colour) {
        body.append("<text x='%s' y='%s' font-family='sans-serif' font-size='12' text-anchor='%s' fill='%s'>%s</text>%n"
                .formatted(
                        x(x), y(y), anchor, colour, words.replace("&", "&amp;").replace("<", "&lt;")));
        return this;
    }

    @Override
    public String toString() {
        return "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d'>%n<rect width='100%%' height='100%%' fill='#fff'/>%n%s</svg>%n"
                .formatted(width + LEFT + 150, height + TOP + 50, body);
    }

    private String x(double x) {
        return number(LEFT + x * width);
    }

    private String y(double y) {
        return number(TOP + (1 - y) * height);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
