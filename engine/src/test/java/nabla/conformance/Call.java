package nabla.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call as Python spells it: {@code Conv2d(3, 8, (3, 5), bias=False)}.
 *
 * @param name what is called
 * @param arguments those without a name, as they are spelled
 * @param options those with a name, as they are spelled
 */
record Call(String name, List<String> arguments, Map<String, String> options) {
    /** Returns the call that {@code code} spells; code without parentheses is a call without arguments. */
    static Call parse(String code) {
        int open = code.indexOf('(');
        if (open < 0 || !code.endsWith(")")) {
            return new Call(code.strip(), List.of(), Map.of());
        }
        List<String> arguments = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        for (String part : parts(code.substring(open + 1, code.length() - 1))) {
            int equals = part.indexOf('=');
            if (equals > 0 && isName(part.substring(0, equals))) {
                options.put(part.substring(0, equals), part.substring(equals + 1));
            } else {
                arguments.add(part);
            }
        }
        return new Call(code.substring(0, open).strip(), arguments, options);
    }

    /** Returns what is separated by commas that stand in no parentheses: {@code 3, (1, 2)} has two parts. */
    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char character = i < text.length() ? text.charAt(i) : ',';
            if (character == '(' || character == '[') {
                depth++;
            } else if (character == ')' || character == ']') {
                depth--;
            } else if (character == ',' && depth == 0) {
                String part = text.substring(start, i).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                start = i + 1;
            }
        }
        return parts;
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != '_' && !Character.isLetterOrDigit(character)) {
                return false;
            }
        }
        return true;
    }

    /** Returns an argument without a name as integers: {@code 3} is one, {@code (3, 5)} are two. */
    int[] integers(int place) {
        return integers(arguments.get(place));
    }

    int integer(int place) {
        return Integer.parseInt(arguments.get(place));
    }

    double number(int place) {
        return Double.parseDouble(arguments.get(place));
    }

    /** Returns an argument with a name as integers, or the alternative where the call does not give it. */
    int[] integers(String option, int... otherwise) {
        String given = options.get(option);
        return given == null ? otherwise : integers(given);
    }

    double number(String option, double otherwise) {
        String given = options.get(option);
        return given == null ? otherwise : Double.parseDouble(given);
    }

    boolean flag(String option, boolean otherwise) {
        String given = options.get(option);
        return given == null ? otherwise : given.equals("True");
    }

    /** Returns a text given by name, without its quotation marks, or null. */
    @Nullable
    String text(String option) {
        String given = options.get(option);
        return given == null ? null : given.substring(1, given.length() - 1);
    }

    private static int[] integers(String text) {
        List<String> parts = parts(text.startsWith("(") ? text.substring(1, text.length() - 1) : text);
        int[] values = new int[parts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Integer.parseInt(parts.get(i));
        }
        return values;
    }
}
