package nabla.server.digits;

/** A grey picture on which a round pen draws with soft edges. */
final class Canvas {
    /** Pixels on each side. */
    static final int SIZE = 28;

    private final double[] ink = new double[SIZE * SIZE];

    /**
     * Draws a straight piece; overlapping pieces take the darker of both.
     *
     * @param radius half the pen's width, in pixels
     * @param softness over how many pixels the edge fades
     * @param pressure the darkness of the middle, up to 1
     */
    void line(double x0, double y0, double x1, double y1, double radius, double softness, double pressure) {
        double reach = radius + softness;
        int left = Math.max(0, (int) Math.floor(Math.min(x0, x1) - reach - 0.5));
        int right = Math.min(SIZE - 1, (int) Math.ceil(Math.max(x0, x1) + reach));
        int top = Math.max(0, (int) Math.floor(Math.min(y0, y1) - reach - 0.5));
        int bottom = Math.min(SIZE - 1, (int) Math.ceil(Math.max(y0, y1) + reach));
        double dx = x1 - x0;
        double dy = y1 - y0;
        double squared = Math.max(1e-12, dx * dx + dy * dy);
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                double px = column + 0.5 - x0;
                double py = row + 0.5 - y0;
                double along = Math.max(0, Math.min(1, (px * dx + py * dy) / squared));
                double ex = px - along * dx;
                double ey = py - along * dy;
                double distance = Math.sqrt(ex * ex + ey * ey);
                double value = pressure * Math.max(0, Math.min(1, (radius - distance) / softness + 0.5));
                int at = row * SIZE + column;
                ink[at] = Math.max(ink[at], value);
            }
        }
    }

    /** The centre of mass of the ink as {x, y}. */
    double[] centre() {
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < ink.length; i++) {
            int column = i % SIZE;
            int row = i / SIZE;
            sum += ink[i];
            x += ink[i] * (column + 0.5);
            y += ink[i] * (row + 0.5);
        }
        return sum == 0 ? new double[] {SIZE / 2.0, SIZE / 2.0} : new double[] {x / sum, y / sum};
    }

    /** The pixels by rows, 0 (paper) to 255 (ink). */
    byte[] pixels() {
        byte[] pixels = new byte[ink.length];
        for (int i = 0; i < ink.length; i++) {
            pixels[i] = (byte) (int) (Math.min(1, ink[i]) * 255 + 0.5);
        }
        return pixels;
    }
}
