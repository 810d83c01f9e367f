package nabla.web.stepper;

import java.util.ArrayList;
import java.util.List;

/** What stands between separators. {@code String.split} would bring along all of Java's regular expressions, 30 KB packed. */
final class Parts {
    private Parts() {}

    /** The parts in their order, empty ones too; the text itself if it has no separator. */
    static List<String> of(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }
}
