package nabla;

import nabla.backend.HostArrays;
import nabla.io.Decimals;

/** How the elements of one tensor are spelled so that they stand in columns: decided from all that will be shown. */
final class ElementFormat {
    /** Numbers further apart than this are written with an exponent. */
    private static final double WIDEST_RANGE = 1000;

    private static final double LARGEST_PLAIN = 1e8;
    private static final double SMALLEST_PLAIN = 1e-4;

    private final Object elements;
    private final PrintOptions options;
    private final boolean isFloat;
    private boolean isWhole = true;
    private boolean isScientific;
    private boolean hasRange;
    private int width = 1;

    /**
     * @param elements an array of float, double, long, boolean or byte
     * @param shown the positions that will be printed
     */
    ElementFormat(Object elements, int[] shown, PrintOptions options) {
        this.elements = elements;
        this.options = options;
        isFloat = elements instanceof float[] || elements instanceof double[];
        if (isFloat) {
            decide(shown);
        }
        for (int position : shown) {
            if (!isFloat || isNonzeroAndFinite(HostArrays.element(elements, position))) {
                width = Math.max(width, spelled(position).length());
            }
        }
        // as PyTorch does: what the caller wants leaves the columns as wide as they would be otherwise
        Boolean wanted = options.sciMode();
        if (wanted != null && hasRange) {
            isScientific = wanted;
        }
    }

    private void decide(int[] shown) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        for (int position : shown) {
            double value = HostArrays.element(elements, position);
            if (isNonzeroAndFinite(value)) {
                double size = Math.abs(value);
                least = Math.min(least, size);
                greatest = Math.max(greatest, size);
                isWhole &= size == Math.floor(size);
            }
        }
        if (greatest > 0) {
            boolean isWide = greatest / least > WIDEST_RANGE || greatest > LARGEST_PLAIN;
            isScientific = isWide || !isWhole && least < SMALLEST_PLAIN;
            hasRange = true;
        }
    }

    private static boolean isNonzeroAndFinite(double value) {
        return value != 0 && Math.abs(value) <= Double.MAX_VALUE;
    }

    /** How many columns an element takes. */
    int width() {
        return width;
    }

    /** The element at a position, padded on the left. */
    String text(int position) {
        String text = spelled(position);
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private String spelled(int position) {
        if (elements instanceof boolean[] truths) {
            return truths[position] ? "True" : "False";
        }
        if (elements instanceof long[] integers) {
            return Long.toString(integers[position]);
        }
        double value = HostArrays.element(elements, position);
        if (!isFloat) {
            return Integer.toString((int) value);
        }
        if (isScientific) {
            return Decimals.scientific(value, options.precision());
        }
        if (!isWhole) {
            return Decimals.fixed(value, options.precision());
        }
        boolean isFinite = Math.abs(value) <= Double.MAX_VALUE;
        return Decimals.fixed(value, 0) + (isFinite ? "." : "");
    }
}
