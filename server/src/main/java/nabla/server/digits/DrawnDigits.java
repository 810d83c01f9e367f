package nabla.server.digits;

import java.util.List;
import java.util.Random;

/** The set "Nabla digits": picture {@code i} is a function of {@code i} alone. */
public final class DrawnDigits {
    /** Pixels on each side of a picture. */
    public static final int SIZE = Canvas.SIZE;

    /** Raised when a change here changes a picture, so that kept files of an older version are not used. */
    public static final int VERSION = 1;

    /** The side of the box that a digit is scaled into, as in MNIST. */
    private static final double BOX = 20;

    private static final int STEPS = 8;

    /** The seeds of neighbouring pictures are far apart, or {@link Random} would begin alike. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private DrawnDigits() {}

    /** A picture: 784 pixels by rows, 0 for paper to 255 for ink, and what it shows. */
    public record Digit(byte[] pixels, int label) {}

    /** Draws picture number {@code index}. */
    public static Digit draw(long index) {
        var random = new Random((index + 1) * SPREAD);
        // The first numbers of a java.util.Random still follow its seed: leave them.
        random.nextLong();
        int label = random.nextInt(10);
        List<double[][]> ways = Shapes.of(label);
        double[][] strokes = ways.get(random.nextInt(ways.size()));
        var distortion = new Distortion(random);
        double[][] paths = new double[strokes.length][];
        for (int i = 0; i < strokes.length; i++) {
            paths[i] = bend(wobble(strokes[i], random), distortion);
        }
        var pen = new Pen(random);
        fit(paths, BOX - 2 * pen.radius());
        double[] centre = pen.draw(paths, 0, 0).centre();
        Canvas picture = pen.draw(paths, SIZE / 2.0 - centre[0], SIZE / 2.0 - centre[1]);
        return new Digit(picture.pixels(), label);
    }

    private record Pen(double radius, double softness, double pressure, double swell, double phase) {
        Pen(Random random) {
            this(
                    Math.max(0.75, 1.2 + 0.32 * random.nextGaussian()),
                    0.9 + 0.6 * random.nextDouble(),
                    0.88 + 0.12 * random.nextDouble(),
                    0.18 * random.nextDouble(),
                    2 * Math.PI * random.nextDouble());
        }

        Canvas draw(double[][] paths, double dx, double dy) {
            var canvas = new Canvas();
            for (double[] path : paths) {
                for (int i = 2; i < path.length; i += 2) {
                    double width = radius * (1 + swell * StrictMath.sin(phase + 5.0 * i / path.length));
                    canvas.line(
                            path[i - 2] + dx,
                            path[i - 1] + dy,
                            path[i] + dx,
                            path[i + 1] + dy,
                            width,
                            softness,
                            pressure);
                }
            }
            return canvas;
        }
    }

    /** Each point off by a little, the first and last more: strokes that should meet just miss. */
    private static double[] wobble(double[] stroke, Random random) {
        double[] points = stroke.clone();
        for (int i = 0; i < points.length; i++) {
            boolean end = i < 2 || i >= points.length - 2;
            points[i] += random.nextGaussian() * (end ? 0.03 : 0.02);
        }
        return points;
    }

    /** A smooth curve (Catmull-Rom) through the points, in small straight steps, bent by the distortion. */
    private static double[] bend(double[] points, Distortion distortion) {
        int count = points.length / 2;
        double[] path = new double[((count - 1) * STEPS + 1) * 2];
        int next = 0;
        for (int i = 0; i < count - 1; i++) {
            int before = Math.max(0, i - 1);
            int after = Math.min(count - 1, i + 2);
            int last = i == count - 2 ? STEPS : STEPS - 1;
            for (int step = 0; step <= last; step++) {
                double t = (double) step / STEPS;
                double x = spline(points[2 * before], points[2 * i], points[2 * i + 2], points[2 * after], t);
                double y =
                        spline(points[2 * before + 1], points[2 * i + 1], points[2 * i + 3], points[2 * after + 1], t);
                double[] bent = distortion.apply(x, y);
                path[next++] = bent[0];
                path[next++] = bent[1];
            }
        }
        return path;
    }

    private static double spline(double a, double b, double c, double d, double t) {
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }

    /** Scales all paths together so that the longer side of their box is {@code side}, in the middle of the picture. */
    private static void fit(double[][] paths, double side) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (double[] path : paths) {
            for (int i = 0; i < path.length; i += 2) {
                left = Math.min(left, path[i]);
                right = Math.max(right, path[i]);
                top = Math.min(top, path[i + 1]);
                bottom = Math.max(bottom, path[i + 1]);
            }
        }
        double scale = side / Math.max(right - left, bottom - top);
        for (double[] path : paths) {
            for (int i = 0; i < path.length; i += 2) {
                path[i] = (path[i] - (left + right) / 2) * scale + SIZE / 2.0;
                path[i + 1] = (path[i + 1] - (top + bottom) / 2) * scale + SIZE / 2.0;
            }
        }
    }
}
