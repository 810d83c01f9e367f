package nabla.web.webgpu.wgsl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines of WGSL under construction, indented by blocks. A text that was given a name in an open block keeps it. */
final class Code {
    private final StringBuilder text = new StringBuilder();
    private final List<Map<String, String>> blocks = new ArrayList<>();
    private int names;

    /** Code whose first line stands in a block of this depth. */
    Code(int depth) {
        for (int i = 0; i < depth; i++) {
            blocks.add(new HashMap<>());
        }
    }

    void line(String line) {
        text.append(text.length() == 0 ? "" : "\n");
        for (int i = 0; i < blocks.size(); i++) {
            text.append("    ");
        }
        text.append(line);
    }

    /** Opens a block, such as {@code for (...)}. */
    void open(String head) {
        line(head + " {");
        blocks.add(new HashMap<>());
    }

    void close() {
        blocks.remove(blocks.size() - 1);
        line("}");
    }

    /** A name that nothing else in this code has. */
    String fresh(String prefix) {
        return prefix + names++;
    }

    /** A name for the value of this text: the one it has already, or a new one. Names and numbers stand for themselves. */
    String named(String prefix, String value) {
        if (isSimple(value)) {
            return value;
        }
        for (Map<String, String> block : blocks) {
            String known = block.get(value);
            if (known != null) {
                return known;
            }
        }
        String name = fresh(prefix);
        line("let " + name + " = " + value + ";");
        blocks.get(blocks.size() - 1).put(value, name);
        return name;
    }

    /** Whether this text has a name. */
    boolean isNamed(String value) {
        for (Map<String, String> block : blocks) {
            if (block.containsKey(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSimple(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean simple =
                    c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '.';
            if (!simple) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
