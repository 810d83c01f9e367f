package nabla.web.stepper;

import java.util.Arrays;
import nabla.web.dom.Palette;

/**
 * Numbers as colours: blue above zero and orange below, of equal strength for equal size, with the page's own colour for
 * zero; or viridis for pictures. A few extreme cells do not pale all others: the scale ends at the 99th percentile.
 */
final class ColorScale {
    private static final int SAMPLE = 2048;

    /** So many shades there are from -1 to 1; each is mixed when it is first needed. */
    private static final int SHADES = 512;

    private static final int[][] VIRIDIS = {
        {68, 1, 84}, {72, 40, 120}, {62, 74, 137}, {49, 104, 142}, {38, 130, 142},
        {31, 158, 137}, {53, 183, 121}, {109, 205, 89}, {180, 222, 44}, {253, 231, 37}
    };

    private final boolean picture;
    private final double low;
    private final double high;
    private final int[] shades = new int[SHADES + 1];
    private final int[] zero = Palette.components("raised");
    private final int[] plus = Palette.components("value");
    private final int[] minus = Palette.components("gradient");
    private final int[] none = Palette.components("wrong");

    private ColorScale(boolean picture, double low, double high) {
        this.picture = picture;
        this.low = low;
        this.high = high > low ? high : low + 1;
        Arrays.fill(shades, -1);
    }

    static ColorScale picture(double low, double high) {
        return new ColorScale(true, low, high);
    }

    /** From minus to plus the limit, around zero. */
    static ColorScale diverging(double limit) {
        return new ColorScale(false, -limit, limit);
    }

    /** The size that 99 of 100 cells that are not zero do not exceed; 1 if all are zero. */
    static double limit(double[] cells) {
        int stride = Math.max(1, cells.length / SAMPLE);
        double[] sizes = new double[cells.length / stride + 1];
        int count = 0;
        double most = 0;
        for (int i = 0; i < cells.length; i++) {
            double size = Math.abs(cells[i]);
            if (size > 0 && size < Double.POSITIVE_INFINITY) {
                most = Math.max(most, size);
                if (i % stride == 0) {
                    sizes[count++] = size;
                }
            }
        }
        if (count < 2) {
            return most > 0 ? most : 1;
        }
        Arrays.sort(sizes, 0, count);
        return sizes[Math.min(count - 1, (int) Math.ceil(count * 0.99))];
    }

    double high() {
        return high;
    }

    /** From -1 to 1, or from 0 to 1 for a picture: how strong the colour is. */
    double strength(double value) {
        double strength = picture ? (value - low) / (high - low) : value / high;
        return Math.max(picture ? 0 : -1, Math.min(1, strength));
    }

    /** Red, green and blue: {@code 0xRRGGBB}. */
    int color(double value) {
        if (Double.isNaN(value)) {
            return packed(none, none, 0);
        }
        int shade = (int) Math.round((strength(value) + 1) * SHADES / 2);
        int known = shades[shade];
        if (known < 0) {
            known = mixed(2.0 * shade / SHADES - 1);
            shades[shade] = known;
        }
        return known;
    }

    private int mixed(double strength) {
        if (!picture) {
            return packed(zero, strength < 0 ? minus : plus, Math.abs(strength));
        }
        double at = strength * (VIRIDIS.length - 1);
        int index = Math.min(VIRIDIS.length - 2, (int) at);
        return packed(VIRIDIS[index], VIRIDIS[index + 1], at - index);
    }

    private static int packed(int[] from, int[] to, double share) {
        int color = 0;
        for (int i = 0; i < 3; i++) {
            color = color << 8 | (int) Math.round(from[i] + (to[i] - from[i]) * share);
        }
        return color;
    }

    /** Whether white rather than black is to be written on the colour. */
    static boolean isDark(int color) {
        return 299 * (color >> 16) + 587 * (color >> 8 & 255) + 114 * (color & 255) < 140_000;
    }
}
