package nabla.trace;

import java.util.List;
import nabla.compile.Atom;
import nabla.compile.Index;

/** Writes coordinates in letters, as indices of a formula. */
final class IndexNames {
    private final List<String> letters;

    /** @param letters that of each loop; more may be added later */
    IndexNames(List<String> letters) {
        this.letters = letters;
    }

    String of(Index index) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < index.terms(); i++) {
            int factor = index.coefficient(i);
            text.append(factor < 0 ? "<mo>−</mo>" : text.length() == 0 ? "" : "<mo>+</mo>");
            text.append(Math.abs(factor) == 1 ? "" : "<mn>" + Math.abs(factor) + "</mn>")
                    .append(atom(index.atom(i)));
        }
        int constant = index.constant();
        if (constant != 0 || index.terms() == 0) {
            text.append(constant < 0 ? "<mo>−</mo>" : text.length() == 0 ? "" : "<mo>+</mo>")
                    .append("<mn>")
                    .append(Math.abs(constant))
                    .append("</mn>");
        }
        return text.toString();
    }

    private String atom(Atom atom) {
        if (atom instanceof Atom.Loop loop) {
            return MathMl.letter(letters.get(loop.axis()));
        }
        if (atom instanceof Atom.Quotient quotient) {
            return "<mrow><mo>⌊</mo>" + of(quotient.of()) + "<mo>/</mo><mn>" + quotient.by() + "</mn><mo>⌋</mo></mrow>";
        }
        if (atom instanceof Atom.Remainder remainder) {
            return "<mrow><mo>(</mo>" + of(remainder.of()) + "<mo>mod</mo><mn>" + remainder.by()
                    + "</mn><mo>)</mo></mrow>";
        }
        return "<mi>s</mi>";
    }
}
