package nabla.server.digits;

import java.util.Random;

/**
 * A random bend of the plane: first an elastic part (slow waves that push each place a little, so that neighbouring
 * points move together), then an affine part (slant, turn, narrow or wide).
 */
final class Distortion {
    private static final int WAVES = 3;
    private static final double AMPLITUDE = 0.04;

    private final double[] waves = new double[WAVES * 6];
    private final double xx;
    private final double xy;
    private final double yx;
    private final double yy;

    Distortion(Random random) {
        for (int i = 0; i < waves.length; i += 6) {
            waves[i] = random.nextGaussian() * 3;
            waves[i + 1] = random.nextGaussian() * 3;
            waves[i + 2] = random.nextDouble() * 2 * Math.PI;
            waves[i + 3] = random.nextDouble() * 2 * Math.PI;
            waves[i + 4] = random.nextGaussian() * AMPLITUDE;
            waves[i + 5] = random.nextGaussian() * AMPLITUDE;
        }
        double angle = random.nextGaussian() * 0.11;
        double slant = 0.16 + random.nextGaussian() * 0.2;
        double width = StrictMath.exp(random.nextGaussian() * 0.17);
        double sine = StrictMath.sin(angle);
        double cosine = StrictMath.cos(angle);
        // Turn after slant after stretch. The slant leans the top to the right, as most people write.
        xx = cosine * width;
        xy = -cosine * slant - sine;
        yx = sine * width;
        yy = cosine - sine * slant;
    }

    /** Where the point goes, as {x, y}; the middle of the box goes to about 0, 0. */
    double[] apply(double x, double y) {
        double dx = 0;
        double dy = 0;
        for (int i = 0; i < waves.length; i += 6) {
            double phase = waves[i] * x + waves[i + 1] * y;
            dx += waves[i + 4] * StrictMath.sin(phase + waves[i + 2]);
            dy += waves[i + 5] * StrictMath.sin(phase + waves[i + 3]);
        }
        double u = x + dx - 0.5;
        double v = y + dy - 0.5;
        return new double[] {xx * u + xy * v, yx * u + yy * v};
    }
}
