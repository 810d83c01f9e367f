package nabla.server.page;

import java.util.Set;

/**
 * Java source as markup: {@code <span class="hl-keyword">} and so on for keywords, strings, numbers, comments,
 * annotations and types. A small lexer, not a parser: what begins with a capital is a type.
 */
final class JavaHighlighter {
    private static final Set<String> KEYWORDS = Set.of(
            ("abstract assert boolean break byte case catch char class continue default do double else enum extends final "
                            + "finally float for if implements import instanceof int interface long native new package "
                            + "permits private protected public record return sealed short static strictfp super switch "
                            + "synchronized this throw throws transient try var void volatile while yield true false null")
                    .split(" "));

    private final String source;
    private final StringBuilder out = new StringBuilder();
    private int position;

    private JavaHighlighter(String source) {
        this.source = source;
    }

    /** The highlighted source; escaped, without an element around it. */
    static String highlight(String source) {
        return new JavaHighlighter(source).run();
    }

    private String run() {
        while (position < source.length()) {
            char c = source.charAt(position);
            if (source.startsWith("//", position)) {
                span("comment", until("\n", false));
            } else if (source.startsWith("/*", position)) {
                span("comment", until("*/", true));
            } else if (source.startsWith("\"\"\"", position)) {
                span("string", endOfTextBlock());
            } else if (c == '"' || c == '\'') {
                span("string", endOfQuoted(c));
            } else if (c == '@'
                    && position + 1 < source.length()
                    && Character.isJavaIdentifierStart(source.charAt(position + 1))) {
                span("annotation", endOfWord(position + 1));
            } else if (Character.isDigit(c)) {
                span("number", endOfNumber());
            } else if (Character.isJavaIdentifierStart(c)) {
                word(endOfWord(position));
            } else {
                plain(position + 1);
            }
        }
        return out.toString();
    }

    private void word(int end) {
        String word = source.substring(position, end);
        if (KEYWORDS.contains(word)) {
            span("keyword", end);
        } else if (Character.isUpperCase(word.charAt(0))) {
            span("type", end);
        } else {
            plain(end);
        }
    }

    private void span(String kind, int end) {
        out.append("<span class=\"hl-").append(kind).append("\">");
        plain(end);
        out.append("</span>");
    }

    private void plain(int end) {
        out.append(Html.escape(source.substring(position, end)));
        position = end;
    }

    private int until(String mark, boolean included) {
        int found = source.indexOf(mark, position + (included ? 2 : 0));
        if (found < 0) {
            return source.length();
        }
        return included ? found + mark.length() : found;
    }

    private int endOfTextBlock() {
        int end = source.indexOf("\"\"\"", position + 3);
        return end < 0 ? source.length() : end + 3;
    }

    private int endOfQuoted(char quote) {
        int i = position + 1;
        while (i < source.length() && source.charAt(i) != quote && source.charAt(i) != '\n') {
            i += source.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, source.length());
    }

    private int endOfWord(int start) {
        int i = start;
        while (i < source.length() && Character.isJavaIdentifierPart(source.charAt(i))) {
            i++;
        }
        return i;
    }

    private int endOfNumber() {
        int i = position;
        while (i < source.length()) {
            char c = source.charAt(i);
            boolean point = c == '.' && i + 1 < source.length() && Character.isDigit(source.charAt(i + 1));
            boolean exponentSign = (c == '-' || c == '+')
                    && (source.charAt(i - 1) == 'e' || source.charAt(i - 1) == 'E')
                    && !source.startsWith("0x", position);
            if (!Character.isLetterOrDigit(c) && c != '_' && !point && !exponentSign) {
                break;
            }
            i++;
        }
        return i;
    }
}
