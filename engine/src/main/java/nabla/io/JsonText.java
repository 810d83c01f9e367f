package nabla.io;

/** JSON's spelling of strings. */
final class JsonText {
    private static final String HEXADECIMAL = "0123456789abcdef";

    private JsonText() {}

    /** Appends {@code value} in quotes; control characters, quotes, backslashes and lone surrogates are escaped. */
    static void quote(String value, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                out.append(c).append(value.charAt(++i));
            } else {
                append(c, out);
            }
        }
        out.append('"');
    }

    private static void append(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < ' ' || Character.isSurrogate(c)) {
                    out.append("\\u");
                    for (int shift = 12; shift >= 0; shift -= 4) {
                        out.append(HEXADECIMAL.charAt((c >> shift) & 15));
                    }
                } else {
                    out.append(c);
                }
            }
        }
    }
}
