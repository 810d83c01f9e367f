package nabla.optim;

import nabla.io.Decimals;

/** How options are spelled. */
final class Numbers {
    private Numbers() {}

    /** As Python prints a number. A whole one has no point, as PyTorch's defaults have none: Java does not tell 0 from 0.0. */
    static String spelled(double value) {
        String text = Decimals.shortest(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** An epoch in five digits. */
    static String epoch(int number) {
        String text = Integer.toString(number);
        return "0".repeat(Math.max(0, 5 - text.length())) + text;
    }
}
