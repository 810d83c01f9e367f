package nabla.web.stepper;

import java.util.ArrayList;
import java.util.List;

/** Highlighted source cut into its lines, each of which is markup that is whole by itself. */
final class SourceLines {
    private SourceLines() {}

    /** The lines of the markup, in which no element has children. */
    static List<String> of(String markup) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        String open = "";
        int i = 0;
        while (i < markup.length()) {
            char c = markup.charAt(i);
            if (c == '\n') {
                lines.add(line.append(open.isEmpty() ? "" : "</span>").toString());
                line.setLength(0);
                line.append(open);
                i++;
            } else if (c == '<') {
                int end = markup.indexOf('>', i) + 1;
                String tag = markup.substring(i, end);
                open = tag.startsWith("</") ? "" : tag;
                line.append(tag);
                i = end;
            } else {
                line.append(c);
                i++;
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
