package nabla.server.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The head of a lesson file, lines {@code name: value} between two lines {@code ---}, and what follows it. */
record FrontMatter(Map<String, String> values, String body) {
    private static final String FENCE = "---";

    /** Takes a file apart; {@code name} is for messages. */
    static FrontMatter parse(String name, String text) {
        String[] lines = text.replace("\r\n", "\n").split("\n", -1);
        if (!lines[0].trim().equals(FENCE)) {
            throw new IllegalStateException(name + " does not begin with front matter (--- title: ... ---).");
        }
        var values = new LinkedHashMap<String, String>();
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i].trim();
            if (line.equals(FENCE)) {
                return new FrontMatter(values, String.join("\n", List.of(lines).subList(i + 1, lines.length)));
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                values.put(
                        line.substring(0, colon).trim(),
                        unquote(line.substring(colon + 1).trim()));
            } else if (!line.isEmpty()) {
                throw new IllegalStateException(name + ", line " + (i + 1) + ": front matter is lines of name: value.");
            }
        }
        throw new IllegalStateException(name + ": the front matter is not closed by a line of ---.");
    }

    private static String unquote(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** A value that must be there. */
    String required(String file, String key) {
        String value = values.get(key);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(file + ": the front matter has no " + key + ".");
        }
        return value;
    }
}
