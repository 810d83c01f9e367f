package nabla;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads PyTorch's notation between brackets: {@code 1:4:2, ..., None, -1}. */
final class SubscriptParser {
    private static final String NONE = "None";
    private static final String ELLIPSIS = "...";

    private final String text;
    private int position;

    SubscriptParser(String text) {
        this.text = text;
    }

    List<Subscript> parse() {
        List<Subscript> subscripts = new ArrayList<>();
        skipSpaces();
        do {
            subscripts.add(subscript());
        } while (skip(",") && position < text.length());
        if (position < text.length()) {
            throw error("a comma");
        }
        return subscripts;
    }

    private Subscript subscript() {
        if (skip(ELLIPSIS)) {
            return Subscript.ellipsis();
        }
        Integer start = number();
        if (skip(":")) {
            Integer stop = numberOrNone();
            return new Subscript.Range(start, stop, skip(":") ? numberOrNone() : null);
        }
        if (start != null) {
            return Subscript.at(start);
        }
        if (skip(NONE)) {
            return skip(":") ? sliceFromNone() : Subscript.newAxis();
        }
        throw error("a number, a slice such as 1:4, ..., or None");
    }

    private Subscript sliceFromNone() {
        Integer stop = numberOrNone();
        return new Subscript.Range(null, stop, skip(":") ? numberOrNone() : null);
    }

    private @Nullable Integer numberOrNone() {
        return skip(NONE) ? null : number();
    }

    private @Nullable Integer number() {
        int end = position;
        if (end < text.length() && (text.charAt(end) == '-' || text.charAt(end) == '+')) {
            end++;
        }
        int digits = end;
        long value = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            value = Math.min(Integer.MAX_VALUE, value * 10 + text.charAt(end) - '0');
            end++;
        }
        if (end == digits) {
            return null;
        }
        boolean isNegative = text.charAt(position) == '-';
        position = end;
        skipSpaces();
        return (int) (isNegative ? -value : value);
    }

    private boolean skip(String wanted) {
        boolean found = text.startsWith(wanted, position);
        if (found) {
            position += wanted.length();
            skipSpaces();
        }
        return found;
    }

    private void skipSpaces() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    private IllegalArgumentException error(String expected) {
        String found = position < text.length() ? "found \"" + text.substring(position) + "\"" : "it ends";
        return new IllegalArgumentException("index \"" + text + "\": expected " + expected + " at position " + position
                + ", but " + found + "."
                + "\n  Hint: write what stands between PyTorch's brackets, such as \":, 0\" or \"1:4:2, ..., None\".");
    }
}
