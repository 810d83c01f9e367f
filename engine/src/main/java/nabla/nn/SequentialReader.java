package nabla.nn;

import java.util.List;
import nabla.io.Json;

/** Reads the layers of a {@link Sequential}, each with a name. */
final class SequentialReader {
    private static final int MOST_CHILDREN = 256;
    private static final int LONGEST_NAME = 32;

    private SequentialReader() {}

    /** Reads the outermost layer, which has no name. */
    static Sequential root(Json description) {
        Settings settings = new Settings("network", description);
        String type = settings.text("type");
        if (!type.equals("Sequential")) {
            throw settings.wrong("its type is \"" + type + "\", but must be Sequential.");
        }
        Sequential network = read(settings);
        settings.finish();
        return network;
    }

    static Sequential read(Settings settings) {
        List<Json> items = settings.items("children");
        if (items.isEmpty() || items.size() > MOST_CHILDREN) {
            throw settings.wrong("it has " + items.size() + " children, but must have 1 to " + MOST_CHILDREN + ".");
        }
        Sequential sequence = new Sequential();
        for (Json item : items) {
            String name = item.get("name").text();
            checkName(settings, name);
            if (sequence.namedChildren().containsKey(name)) {
                throw settings.wrong("two children are named \"" + name + "\".");
            }
            Settings child = new Settings(name, item);
            child.text("name");
            sequence.add(name, LayerTypes.read(child));
            child.finish();
        }
        return sequence;
    }

    private static void checkName(Settings settings, String name) {
        boolean good = !name.isEmpty() && name.length() <= LONGEST_NAME;
        for (int i = 0; i < name.length() && good; i++) {
            char c = name.charAt(i);
            good = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
        }
        if (!good) {
            throw settings.wrong("a child is named \"" + name + "\"; a name has 1 to " + LONGEST_NAME
                    + " letters, digits and underscores.");
        }
    }
}
