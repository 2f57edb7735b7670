package dev.lamplighter.panel;

import dev.lamplighter.panel.frame.Rgb;
import java.util.stream.DoubleStream;

/**
 * How far apart two colours are for an eye, in CIELAB (Delta E 1976), after Machado, Oliveira and Fernandes, "A
 * Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), table of severity 1.0.
 */
public enum DichromatEye {
    ALL_CONES(1, 0, 0, 0, 1, 0, 0, 0, 1),
    NO_GREEN(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
    NO_RED(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998);

    /** Linear sRGB to XYZ of the white point D65, each row divided by white. */
    private static final double[] TO_XYZ = {
        0.4124564 / 0.95047,
        0.3575761 / 0.95047,
        0.1804375 / 0.95047,
        0.2126729,
        0.7151522,
        0.0721750,
        0.0193339 / 1.08883,
        0.1191920 / 1.08883,
        0.9503041 / 1.08883
    };

    @SuppressWarnings("ImmutableEnumChecker") // nobody else has the array
    private final double[] matrix;

    DichromatEye(double... matrix) {
        this.matrix = matrix;
    }

    public double distance(Rgb one, Rgb other) {
        double[] a = lab(one);
        double[] b = lab(other);
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }

    private double[] lab(Rgb colour) {
        double[] light = {linear(colour.red()), linear(colour.green()), linear(colour.blue())};
        double[] seen = DoubleStream.of(times(matrix, light))
                .map(channel -> Math.min(1, Math.max(0, channel)))
                .toArray();
        double[] xyz =
                DoubleStream.of(times(TO_XYZ, seen)).map(DichromatEye::root).toArray();
        return new double[] {116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])};
    }

    private static double[] times(double[] matrix, double[] vector) {
        double[] product = new double[3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                product[row] += matrix[3 * row + column] * vector[column];
            }
        }
        return product;
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static double root(double part) {
        return part > 216.0 / 24389 ? Math.cbrt(part) : (24389.0 / 27 * part + 16) / 116;
    }
}
