package nabla.nn;

import nabla.op.ShapeException;
import nabla.op.Window;

/**
 * How windows lie on a picture, with PyTorch's checks.
 *
 * @param ceilMode whether a last window that reaches beyond the padding counts, if it starts inside
 */
record Pooling(Pair kernel, Pair stride, Pair padding, Pair dilation, boolean ceilMode) {
    /** Returns the window that slides over a picture of this size. */
    Window window(int channels, int height, int width) {
        check();
        int rows = positions(height, kernel.height(), stride.height(), padding.height(), dilation.height());
        int columns = positions(width, kernel.width(), stride.width(), padding.width(), dilation.width());
        if (rows < 1 || columns < 1) {
            throw new ShapeException("Given input size: (" + channels + "x" + height + "x" + width
                    + "). Calculated output size: (" + channels + "x" + Math.max(rows, 0) + "x" + Math.max(columns, 0)
                    + "). Output size is too small\n  Hint: the window " + kernel + " is larger than the picture.");
        }
        return new Window(
                kernel.height(),
                kernel.width(),
                stride.height(),
                stride.width(),
                padding.height(),
                padding.width(),
                dilation.height(),
                dilation.width(),
                more(rows, height, kernel.height(), stride.height(), padding.height(), dilation.height()),
                more(columns, width, kernel.width(), stride.width(), padding.width(), dilation.width()));
    }

    private void check() {
        if (stride.height() == 0 || stride.width() == 0) {
            throw new IllegalArgumentException("stride should not be zero\n  Hint: without a stride windows lie side by"
                    + " side, as far apart as they are large; the window is " + kernel + ".");
        }
        if (kernel.height() < 1 || kernel.width() < 1) {
            throw new IllegalArgumentException("kernel size should be greater than zero, but got kH: " + kernel.height()
                    + " kW: " + kernel.width() + "\n  Hint: a window of 2 halves the picture.");
        }
        if (stride.height() < 0 || stride.width() < 0) {
            throw new IllegalArgumentException("stride should be greater than zero, but got dH: " + stride.height()
                    + " dW: " + stride.width() + "\n  Hint: windows move to the right and down.");
        }
        if (dilation.height() < 1 || dilation.width() < 1) {
            throw new IllegalArgumentException("dilation should be greater than zero, but got dilationH: "
                    + dilation.height() + " dilationW: " + dilation.width() + "\n  Hint: 1 leaves no gaps.");
        }
        checkPadding(padding.height(), kernel.height());
        checkPadding(padding.width(), kernel.width());
    }

    private static void checkPadding(int padding, int kernel) {
        if (padding < 0) {
            throw new IllegalArgumentException(
                    "pad must be non-negative, but got pad: " + padding + "\n  Hint: narrow cuts a picture.");
        }
        if (padding > kernel / 2) {
            throw new IllegalArgumentException("pad should be at most half of kernel size, but got pad=" + padding
                    + " and kernel_size=" + kernel + "\n  Hint: else a window would see padding alone.");
        }
    }

    private int positions(int extent, int kernel, int stride, int padding, int dilation) {
        int room = extent + 2 * padding - dilation * (kernel - 1) - 1;
        int count = Math.floorDiv(ceilMode ? room + stride - 1 : room, stride) + 1;
        boolean startsOutside = ceilMode && (count - 1) * stride >= extent + padding;
        return startsOutside ? count - 1 : count;
    }

    /** By how much the last window reaches beyond the padding. */
    private static int more(int positions, int extent, int kernel, int stride, int padding, int dilation) {
        int end = (positions - 1) * stride + dilation * (kernel - 1) + 1;
        return Math.max(0, end - extent - 2 * padding);
    }

    /** Returns how many rows the windows of each position average. */
    float[] heights(int extent, int positions, boolean countIncludePad) {
        return counts(extent, positions, kernel.height(), stride.height(), padding.height(), countIncludePad);
    }

    /** Returns how many columns the windows of each position average. */
    float[] widths(int extent, int positions, boolean countIncludePad) {
        return counts(extent, positions, kernel.width(), stride.width(), padding.width(), countIncludePad);
    }

    /** What lies beyond the padding, where a last window reaches it, never counts. */
    private static float[] counts(int extent, int positions, int kernel, int stride, int padding, boolean withPadding) {
        float[] counts = new float[positions];
        for (int i = 0; i < positions; i++) {
            int start = i * stride - padding;
            int end = Math.min(start + kernel, extent + padding);
            counts[i] = withPadding ? end - start : Math.min(end, extent) - Math.max(start, 0);
        }
        return counts;
    }
}
