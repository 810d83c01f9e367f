package nabla.server.page;

import java.util.Map;

/**
 * A formula in a small part of TeX's language as MathML, which browsers show without any script: letters, numbers,
 * operators, groups, {@code ^}, {@code _}, {@code \frac}, {@code \sqrt}, {@code \hat}, {@code \text}, functions, Greek letters and common symbols.
 */
final class Tex {
    private static final String FUNCTIONS = " ln log exp max min sin cos tanh arg ";

    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("alpha", "α"),
            Map.entry("beta", "β"),
            Map.entry("gamma", "γ"),
            Map.entry("delta", "δ"),
            Map.entry("epsilon", "ε"),
            Map.entry("eta", "η"),
            Map.entry("theta", "θ"),
            Map.entry("lambda", "λ"),
            Map.entry("mu", "μ"),
            Map.entry("pi", "π"),
            Map.entry("rho", "ρ"),
            Map.entry("sigma", "σ"),
            Map.entry("tau", "τ"),
            Map.entry("phi", "φ"),
            Map.entry("omega", "ω"),
            Map.entry("Delta", "Δ"),
            Map.entry("ell", "ℓ"),
            Map.entry("infty", "∞"));

    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("sum", "∑"),
            Map.entry("prod", "∏"),
            Map.entry("partial", "∂"),
            Map.entry("nabla", "∇"),
            Map.entry("cdot", "·"),
            Map.entry("times", "×"),
            Map.entry("pm", "±"),
            Map.entry("le", "≤"),
            Map.entry("leq", "≤"),
            Map.entry("ge", "≥"),
            Map.entry("geq", "≥"),
            Map.entry("ne", "≠"),
            Map.entry("approx", "≈"),
            Map.entry("in", "∈"),
            Map.entry("to", "→"),
            Map.entry("leftarrow", "←"),
            Map.entry("dots", "…"),
            Map.entry("ldots", "…"),
            Map.entry(",", "\u2009"),
            Map.entry("{", "{"),
            Map.entry("}", "}"),
            Map.entry("%", "%"));

    private final String source;
    private int position;

    private Tex(String source) {
        this.source = source;
    }

    /**
     * The formula as a {@code math} element; its source stays with it as an annotation.
     *
     * @param isDisplayed whether it stands alone, on a line of its own and with large fractions
     * @throws IllegalStateException if the formula uses what is not known here
     */
    static String toMathMl(String source, boolean isDisplayed) {
        var tex = new Tex(source.strip());
        String row = tex.row();
        if (tex.position < tex.source.length()) {
            throw tex.error("a closing brace too many");
        }
        return (isDisplayed ? "<math display=\"block\">" : "<math>") + "<semantics><mrow>" + row
                + "</mrow><annotation encoding=\"application/x-tex\">" + Html.escape(tex.source)
                + "</annotation></semantics></math>";
    }

    private String row() {
        var out = new StringBuilder();
        skipSpace();
        while (position < source.length() && source.charAt(position) != '}') {
            out.append(scripted());
            skipSpace();
        }
        return out.toString();
    }

    private String scripted() {
        String base = atom();
        String below = null;
        String above = null;
        skipSpace();
        while (position < source.length() && (source.charAt(position) == '_' || source.charAt(position) == '^')) {
            boolean lower = source.charAt(position++) == '_';
            skipSpace();
            if (lower ? below != null : above != null) {
                throw error("two indices at one place");
            }
            if (lower) {
                below = atom();
            } else {
                above = atom();
            }
            skipSpace();
        }
        if (below != null && above != null) {
            return "<msubsup>" + base + below + above + "</msubsup>";
        }
        if (below != null) {
            return "<msub>" + base + below + "</msub>";
        }
        return above == null ? base : "<msup>" + base + above + "</msup>";
    }

    private String atom() {
        if (position >= source.length()) {
            throw error("the end comes too early");
        }
        char c = source.charAt(position);
        if (c == '{') {
            return group();
        }
        if (c == '\\') {
            position++;
            return command();
        }
        if (Character.isDigit(c)) {
            int start = position;
            while (position < source.length()
                    && (Character.isDigit(source.charAt(position)) || source.charAt(position) == '.')) {
                position++;
            }
            return "<mn>" + source.substring(start, position) + "</mn>";
        }
        position++;
        if (Character.isLetter(c)) {
            return "<mi>" + c + "</mi>";
        }
        return "<mo>" + (c == '-' ? "−" : Html.escape(String.valueOf(c))) + "</mo>";
    }

    private String group() {
        skipSpace();
        if (position >= source.length() || source.charAt(position) != '{') {
            throw error("an opening brace is missing");
        }
        position++;
        String row = row();
        if (position >= source.length()) {
            throw error("a closing brace is missing");
        }
        position++;
        return "<mrow>" + row + "</mrow>";
    }

    /** What stands in braces, as it is. */
    private String words() {
        int end = source.indexOf('}', position);
        if (position >= source.length() || source.charAt(position) != '{') {
            throw error("an opening brace is missing");
        }
        if (end < 0) {
            throw error("a closing brace is missing");
        }
        String words = source.substring(position + 1, end);
        position = end + 1;
        return Html.escape(words);
    }

    private String command() {
        int start = position;
        while (position < source.length() && Character.isLetter(source.charAt(position))) {
            position++;
        }
        if (position == start && position < source.length()) {
            position++;
        }
        String name = source.substring(start, position);
        if (name.equals("frac")) {
            return "<mfrac>" + group() + group() + "</mfrac>";
        }
        if (name.equals("sqrt")) {
            return "<msqrt>" + group() + "</msqrt>";
        }
        if (name.equals("hat")) {
            return "<mover accent=\"true\">" + group() + "<mo>^</mo></mover>";
        }
        if (name.equals("text")) {
            return "<mtext>" + words() + "</mtext>";
        }
        if (FUNCTIONS.contains(" " + name + " ")) {
            return "<mi>" + name + "</mi><mo>&#8289;</mo>";
        }
        String letter = LETTERS.get(name);
        if (letter != null) {
            return "<mi>" + letter + "</mi>";
        }
        String operator = OPERATORS.get(name);
        if (operator != null) {
            return "<mo>" + operator + "</mo>";
        }
        throw error("\\" + name + " is not known");
    }

    private void skipSpace() {
        while (position < source.length() && source.charAt(position) == ' ') {
            position++;
        }
    }

    private IllegalStateException error(String cause) {
        return new IllegalStateException("The formula " + source + " cannot be read: " + cause + ".");
    }
}
