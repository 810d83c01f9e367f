package nabla.server.model;

/** Text of users. */
final class Text {
    private Text() {}

    /** Whether a text is one short line: no control, no invisible and no direction-changing characters. */
    static boolean isPlain(String text, int maximum) {
        return text.codePointCount(0, text.length()) <= maximum
                && text.codePoints().noneMatch(c -> switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> true;
                    default -> false;
                });
    }
}
