package nabla.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one JSON text, to the letter of RFC 8259, with unique member names and bounded depth. */
final class JsonParser {
    private final String text;
    private final int maximumDepth;
    private int position;
    private int depth;

    JsonParser(String text, int maximumDepth) {
        this.text = text;
        this.maximumDepth = maximumDepth;
    }

    Json parse() {
        Json value = value();
        skipSpace();
        if (position < text.length()) {
            throw error("expected the end of the text");
        }
        return value;
    }

    private Json value() {
        skipSpace();
        char c = peek();
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> Json.of(string());
            case 't' -> word("true", Json.of(true));
            case 'f' -> word("false", Json.of(false));
            case 'n' -> word("null", Json.nothing());
            default -> {
                if (c == '-' || isDigit(c)) {
                    yield number();
                }
                throw error("expected a value");
            }
        };
    }

    private Json object() {
        enter();
        Map<String, Json> members = new LinkedHashMap<>();
        if (!accept('}')) {
            do {
                skipSpace();
                int start = position;
                String name = string();
                if (members.containsKey(name)) {
                    position = start;
                    throw error("the member \"" + name + "\" appears twice");
                }
                expect(':');
                members.put(name, value());
            } while (accept(','));
            expect('}');
        }
        depth--;
        return Json.object(members);
    }

    private Json array() {
        enter();
        List<Json> items = new ArrayList<>();
        if (!accept(']')) {
            do {
                items.add(value());
            } while (accept(','));
            expect(']');
        }
        depth--;
        return Json.array(items);
    }

    private void enter() {
        if (depth == maximumDepth) {
            throw error("nested more than " + maximumDepth + " deep");
        }
        depth++;
        position++;
    }

    private String string() {
        if (peek() != '"') {
            throw error("expected a string");
        }
        position++;
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = peek();
            if (c < ' ') {
                throw error("a string holds an unescaped control character");
            }
            position++;
            if (c == '"') {
                return out.toString();
            }
            out.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = peek();
        position++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> {
                position--;
                throw error("unknown escape in a string");
            }
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            int digit = isDigit(c)
                    ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
            if (digit < 0) {
                throw error("expected four hexadecimal digits after \\u");
            }
            code = code * 16 + digit;
            position++;
        }
        return (char) code;
    }

    private Json number() {
        int start = position;
        if (peek() == '-') {
            position++;
        }
        if (at('0')) {
            position++;
        } else {
            digits();
        }
        if (at('.')) {
            position++;
            digits();
        }
        if (at('e') || at('E')) {
            position++;
            if (at('+') || at('-')) {
                position++;
            }
            digits();
        }
        return new Json.Numeral(text.substring(start, position));
    }

    private void digits() {
        if (position == text.length() || !isDigit(text.charAt(position))) {
            throw error("expected a digit");
        }
        while (position < text.length() && isDigit(text.charAt(position))) {
            position++;
        }
    }

    private Json word(String word, Json value) {
        if (!text.startsWith(word, position)) {
            throw error("expected a value");
        }
        position += word.length();
        return value;
    }

    private boolean accept(char c) {
        skipSpace();
        boolean found = at(c);
        if (found) {
            position++;
        }
        return found;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw error("expected " + c);
        }
    }

    private boolean at(char c) {
        return position < text.length() && text.charAt(position) == c;
    }

    private char peek() {
        if (position == text.length()) {
            throw error("the text ends too early");
        }
        return text.charAt(position);
    }

    private void skipSpace() {
        while (at(' ') || at('\n') || at('\r') || at('\t')) {
            position++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private JsonException error(String reason) {
        return new JsonException("JSON, character " + position + ": " + reason + ".");
    }
}
