package nabla.trace;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Words for learners, in no language yet: an English sentence with holes <code>{0}</code>, <code>{1}</code>, … and what fills
 * them. Catalogs of other languages have their sentence under the English one.
 *
 * @param template the English sentence
 * @param arguments what fills the holes, at most ten: texts, or strings that are the same in every language, such as
 *     names and numbers
 */
public record Text(String template, List<Object> arguments) {
    /** No words at all. */
    public static final Text EMPTY = literal("");

    private static final String ANY = "{0}";

    /** A sentence with its holes filled; what is no text counts as a string. */
    public static Text of(String template, Object... arguments) {
        Object[] filling = new Object[arguments.length];
        for (int i = 0; i < filling.length; i++) {
            filling[i] = arguments[i] instanceof Text ? arguments[i] : String.valueOf(arguments[i]);
        }
        return new Text(template, List.of(filling));
    }

    /** A name or a number: the same in every language. */
    public static Text literal(String name) {
        return new Text(ANY, List.of(name));
    }

    public boolean isEmpty() {
        return equals(EMPTY);
    }

    /** Whether this is but a name or a number. */
    public boolean isLiteral() {
        return template.equals(ANY) && arguments.get(0) instanceof String;
    }

    /** Whether the template is nothing but holes, so that no language has another. */
    public boolean isWordless() {
        for (int i = 0; i < template.length(); i += 3) {
            if (hole(template, i) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The words in another language. */
    public String in(UnaryOperator<String> translation) {
        String words = isWordless() ? template : translation.apply(template);
        if (arguments.isEmpty()) {
            return words;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.length(); i++) {
            int hole = hole(words, i);
            if (hole >= 0 && hole < arguments.size()) {
                Object argument = arguments.get(hole);
                text.append(argument instanceof Text inner ? inner.in(translation) : argument);
                i += 2;
            } else {
                text.append(words.charAt(i));
            }
        }
        return text.toString();
    }

    /** The number of the hole that begins there, or -1. */
    private static int hole(String words, int at) {
        boolean isHole = words.charAt(at) == '{' && at + 2 < words.length() && words.charAt(at + 2) == '}';
        int number = isHole ? words.charAt(at + 1) - '0' : -1;
        return number <= 9 ? number : -1;
    }

    /** The words in English. */
    @Override
    public String toString() {
        return in(english -> english);
    }
}
