package nabla.trace;

import nabla.io.Decimals;

/**
 * Writes formulas as MathML, which browsers show and read aloud by themselves.
 *
 * @see <a href="https://www.w3.org/TR/mathml-core/">MathML Core</a>
 */
final class MathMl {
    /** How tightly a formula holds together: a sum needs parentheses in a product, a product does not. */
    static final int SUM = 0;

    static final int PRODUCT = 1;
    static final int ATOM = 2;

    /** A formula's text, and how tightly it holds together. */
    record Term(String text, int level) {
        /** The text, in parentheses where it would fall apart. */
        String within(int wanted) {
            return level >= wanted ? text : "<mrow><mo>(</mo>" + text + "<mo>)</mo></mrow>";
        }
    }

    private MathMl() {}

    static String document(String content) {
        return "<math>" + content + "</math>";
    }

    static String equation(String left, Term right) {
        return "<mrow>" + left + "<mo>=</mo>" + right.text + "</mrow>";
    }

    /** A symbol in the colour of its role; a name of several letters stands upright. */
    static String symbol(String name, String role) {
        StringBuilder text = new StringBuilder();
        String rest = name;
        while (rest.startsWith("d") && rest.length() > 1 && rest.length() <= 4) {
            text.append("<mi>d</mi>");
            rest = rest.substring(1);
        }
        String style = rest.length() > 1 ? "<mtext class=\"" : "<mi class=\"";
        String end = rest.length() > 1 ? "</mtext>" : "</mi>";
        String symbol = style + role + "\">" + escape(rest) + end;
        return text.length() == 0 ? symbol : "<mrow class=\"" + role + "\">" + text + symbol + "</mrow>";
    }

    static String indexed(String symbol, String indices) {
        return indices.isEmpty() ? symbol : "<msub>" + symbol + "<mrow>" + indices + "</mrow></msub>";
    }

    static Term number(double value) {
        String digits = digits(value);
        boolean isNegative = digits.startsWith("−");
        return new Term(
                isNegative ? "<mrow><mo>−</mo><mn>" + digits.substring(1) + "</mn></mrow>" : "<mn>" + digits + "</mn>",
                isNegative ? SUM : ATOM);
    }

    /** Five significant digits at most, as people write them. */
    static String digits(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        String text;
        if (size == 0) {
            text = "0";
        } else if (size == Math.rint(size) && size < 1e6) {
            text = Decimals.fixed(size, 0);
        } else if (size >= 1e-3 && size < 1e5) {
            text = Decimals.fixed(size, size >= 100 ? 2 : size >= 0.1 ? 4 : 5);
        } else {
            text = Decimals.scientific(size, 3);
        }
        return value < 0 ? "−" + text : text;
    }

    static Term sum(Term a, Term b) {
        if (b.text.startsWith("<mrow><mo>−</mo>")) {
            return new Term(a.text + b.text, SUM);
        }
        return new Term(a.text + "<mo>+</mo>" + b.text, SUM);
    }

    static Term difference(Term a, Term b) {
        return new Term(a.text + "<mo>−</mo>" + b.within(PRODUCT), SUM);
    }

    static Term product(Term a, Term b) {
        return new Term(a.within(PRODUCT) + "<mo>·</mo>" + b.within(PRODUCT), PRODUCT);
    }

    static Term fraction(Term a, Term b) {
        return new Term("<mfrac><mrow>" + a.text + "</mrow><mrow>" + b.text + "</mrow></mfrac>", ATOM);
    }

    static Term negative(Term a) {
        return new Term("<mrow><mo>−</mo>" + a.within(PRODUCT) + "</mrow>", SUM);
    }

    static Term power(Term a, Term b) {
        return new Term("<msup>" + a.within(ATOM) + "<mrow>" + b.text + "</mrow></msup>", ATOM);
    }

    static Term exponential(Term a) {
        return new Term("<msup><mi>e</mi><mrow>" + a.text + "</mrow></msup>", ATOM);
    }

    static Term root(Term a) {
        return new Term("<msqrt>" + a.text + "</msqrt>", ATOM);
    }

    static Term call(String function, String... arguments) {
        StringBuilder text =
                new StringBuilder("<mrow><mi>").append(escape(function)).append("</mi><mo>(</mo>");
        for (int i = 0; i < arguments.length; i++) {
            text.append(i == 0 ? "" : "<mo>,</mo>").append(arguments[i]);
        }
        return new Term(text.append("<mo>)</mo></mrow>").toString(), ATOM);
    }

    static Term relation(Term a, String sign, Term b) {
        return new Term(a.text + "<mo>" + escape(sign) + "</mo>" + b.text, SUM);
    }

    /** {@code yes} where the condition holds, else {@code no}. */
    static Term cases(Term condition, Term yes, Term no) {
        return new Term(
                "<mrow><mo>{</mo><mtable class=\"cases\"><mtr><mtd>" + yes.text + "</mtd><mtd>" + words("if").text
                        + "<mspace width=\".35em\"/>"
                        + condition.text + "</mtd></mtr><mtr><mtd>" + no.text
                        + "</mtd><mtd>" + words("else").text + "</mtd></mtr></mtable></mrow>",
                ATOM);
    }

    /** A big operator such as Σ over some letters. */
    static Term over(String operator, String letters, Term body) {
        return new Term(
                "<munder><mo>" + operator + "</mo><mrow>" + letters + "</mrow></munder>" + body.within(PRODUCT),
                PRODUCT);
    }

    static Term text(String words) {
        return new Term("<mtext>" + escape(words) + "</mtext>", ATOM);
    }

    /** Words in a formula; the page says them in the learner's language. */
    static Term words(String english) {
        return new Term("<mtext data-words=\"" + english + "\">" + english + "</mtext>", ATOM);
    }

    /** What stands for terms that are left out. */
    static Term more(int count) {
        Text text = Text.of("… ({0} more)", count);
        return new Term(
                "<mtext data-words=\"" + text.template() + "\" data-count=\"" + count + "\">" + text + "</mtext>",
                ATOM);
    }

    static String letter(String name) {
        return "<mi>" + name + "</mi>";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
