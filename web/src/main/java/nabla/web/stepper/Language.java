package nabla.web.stepper;

import java.util.function.UnaryOperator;
import nabla.trace.Text;

/** The language in which the panel speaks: there is one panel on a page. English until another's catalog has come. */
final class Language {
    private static UnaryOperator<String> translation = english -> english;

    private Language() {}

    /** From now on English words are said as this makes of them; what it does not know it gives back. */
    static void use(UnaryOperator<String> of) {
        translation = of;
    }

    static String say(Text text) {
        return text.in(translation);
    }

    static String say(String template, Object... arguments) {
        return say(Text.of(template, arguments));
    }
}
