package nabla.web.page;

import org.jspecify.annotations.Nullable;

/**
 * Makes of a drawing the picture of 28×28 that a network trained on MNIST expects: the ink scaled, with its proportions,
 * so that the longer side is 20 pixels, and shifted so that its centre of mass lies in the middle.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">how MNIST was made</a>
 */
final class DigitImage {
    static final int SIDE = 28;
    private static final int BOX = 20;
    private static final float FAINT = 0.1f;

    private DigitImage() {}

    /**
     * The normalised picture, row by row, from 0 (paper) to 1 (ink); null if the drawing is empty.
     *
     * @param ink the drawing, row by row, from 0 to 1
     */
    static float @Nullable [] normalised(float[] ink, int width, int height) {
        int left = width;
        int right = -1;
        int top = height;
        int bottom = -1;
        double mass = 0;
        double massX = 0;
        double massY = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float value = ink[y * width + x];
                if (value >= FAINT) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                    mass += value;
                    massX += value * (x + 0.5);
                    massY += value * (y + 0.5);
                }
            }
        }
        if (right < 0) {
            return null;
        }
        double perPixel = Math.max(right - left + 1, bottom - top + 1) / (double) BOX;
        double startX = massX / mass - SIDE / 2.0 * perPixel;
        double startY = massY / mass - SIDE / 2.0 * perPixel;
        return brightened(sampled(ink, width, height, startX, startY, perPixel, perPixel));
    }

    /** The drawing as it is, made 28×28; null if it is empty. */
    static float @Nullable [] plain(float[] ink, int width, int height) {
        float[] picture = sampled(ink, width, height, 0, 0, width / (double) SIDE, height / (double) SIDE);
        for (float value : picture) {
            if (value >= FAINT) {
                return picture;
            }
        }
        return null;
    }

    /** Each pixel is the mean of the rectangle of the drawing that it covers; outside the drawing there is paper. */
    private static float[] sampled(
            float[] ink, int width, int height, double startX, double startY, double stepX, double stepY) {
        float[] picture = new float[SIDE * SIDE];
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                double x = startX + column * stepX;
                double y = startY + row * stepY;
                picture[row * SIDE + column] =
                        (float) (covered(ink, width, height, x, y, x + stepX, y + stepY) / (stepX * stepY));
            }
        }
        return picture;
    }

    private static double covered(
            float[] ink, int width, int height, double left, double top, double right, double bottom) {
        double sum = 0;
        for (int y = Math.max(0, (int) Math.floor(top)); y < Math.min(height, bottom); y++) {
            double tall = Math.min(bottom, y + 1) - Math.max(top, y);
            for (int x = Math.max(0, (int) Math.floor(left)); x < Math.min(width, right); x++) {
                double wide = Math.min(right, x + 1) - Math.max(left, x);
                sum += ink[y * width + x] * tall * wide;
            }
        }
        return sum;
    }

    /** MNIST's strokes are full black in their middle; averaging has made ours paler. */
    private static float[] brightened(float[] picture) {
        float most = 0;
        for (float value : picture) {
            most = Math.max(most, value);
        }
        if (most > 0) {
            for (int i = 0; i < picture.length; i++) {
                picture[i] /= most;
            }
        }
        return picture;
    }
}
