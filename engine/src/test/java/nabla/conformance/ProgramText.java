package nabla.conformance;

import nabla.io.Json;

/** What a recorded program is said to do: {@code ...; Adam(lr=0.001); ...; DataLoader(batch_size=10, shuffle=True); 3 epochs}. */
final class ProgramText {
    private final String text;

    ProgramText(Json recorded) {
        text = recorded.get("program").text();
    }

    boolean contains(String words) {
        return text.contains(words);
    }

    /** Returns the number that follows some characters, or the alternative where they do not occur. */
    double numberAfter(String words, double otherwise) {
        int start = text.indexOf(words);
        if (start < 0) {
            return otherwise;
        }
        start += words.length();
        int end = start;
        while (end < text.length() && isPart(text.charAt(end))) {
            end++;
        }
        return Double.parseDouble(text.substring(start, end));
    }

    private static boolean isPart(char character) {
        return Character.isDigit(character) || character == '.' || character == '-';
    }

    /** Returns the whole number that stands before some characters. */
    int integerBefore(String words) {
        int end = text.indexOf(words);
        int start = end;
        while (start > 0 && Character.isDigit(text.charAt(start - 1))) {
            start--;
        }
        if (start == end) {
            throw new AbsentException("a program without a number of" + words);
        }
        return Integer.parseInt(text.substring(start, end));
    }
}
