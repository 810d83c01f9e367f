package nabla.conformance;

import java.util.function.IntToDoubleFunction;

/** A function of {@code epoch} as Python spells it: numbers, {@code + - * / **} and parentheses. */
final class Formula {
    private final String text;
    private final double epoch;
    private int at;

    private Formula(String text, double epoch) {
        this.text = text.replace(" ", "");
        this.epoch = epoch;
    }

    /** Returns the function; it throws {@link AbsentException} where it meets what it does not know. */
    static IntToDoubleFunction parse(String text) {
        return epoch -> new Formula(text, epoch).whole();
    }

    private double whole() {
        double value = sum();
        if (at < text.length()) {
            throw new AbsentException("the function " + text);
        }
        return value;
    }

    private boolean take(String sign) {
        boolean isHere = text.startsWith(sign, at);
        at += isHere ? sign.length() : 0;
        return isHere;
    }

    private double sum() {
        double value = product();
        while (true) {
            if (take("+")) {
                value += product();
            } else if (take("-")) {
                value -= product();
            } else {
                return value;
            }
        }
    }

    private double product() {
        double value = power();
        while (!text.startsWith("**", at)) {
            if (take("*")) {
                value *= power();
            } else if (take("/")) {
                value /= power();
            } else {
                break;
            }
        }
        return value;
    }

    private double power() {
        double base = atom();
        return take("**") ? Math.pow(base, power()) : base;
    }

    private double atom() {
        if (take("-")) {
            return -power();
        }
        if (take("epoch")) {
            return epoch;
        }
        if (take("(")) {
            double value = sum();
            if (!take(")")) {
                throw new AbsentException("the function " + text);
            }
            return value;
        }
        int start = at;
        while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        if (at == start) {
            throw new AbsentException("the function " + text);
        }
        return Double.parseDouble(text.substring(start, at));
    }
}
