package nabla.nn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.io.Json;
import nabla.op.Shape;

/** Layers one after the other, each with a name. */
record SequentialSpec(Map<String, LayerSpec> children) implements LayerSpec {
    static final String TYPE = "Sequential";

    private static final int MOST_CHILDREN = 256;
    private static final int LONGEST_NAME = 32;

    /** Reads the outermost layer, which has no name. */
    static SequentialSpec root(Json description) {
        Settings settings = new Settings("network", description);
        String type = settings.text("type");
        if (!type.equals(TYPE)) {
            throw settings.wrong("its type is \"" + type + "\", but must be Sequential.");
        }
        SequentialSpec network = read(settings);
        settings.finish();
        return network;
    }

    static SequentialSpec read(Settings settings) {
        List<Json> items = settings.items("children");
        if (items.isEmpty() || items.size() > MOST_CHILDREN) {
            throw settings.wrong("it has " + items.size() + " children, but must have 1 to " + MOST_CHILDREN + ".");
        }
        Map<String, LayerSpec> children = new LinkedHashMap<>();
        for (Json item : items) {
            String name = item.get("name").text();
            checkName(settings, name);
            Settings child = new Settings(name, item);
            child.text("name");
            if (children.put(name, LayerSpec.read(child)) != null) {
                throw settings.wrong("two children are named \"" + name + "\".");
            }
            child.finish();
        }
        return new SequentialSpec(children);
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

    /** Returns the description without a name. */
    Json json() {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("type", Json.of(TYPE));
        settings(members);
        return Json.object(members);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public void settings(Map<String, Json> members) {
        List<Json> items = new ArrayList<>();
        children.forEach((name, child) -> items.add(child.json(name)));
        members.put("children", Json.array(items));
    }

    @Override
    public void parameters(String prefix, Map<String, Shape> shapes) {
        children.forEach((name, child) -> child.parameters(prefix + name + ".", shapes));
    }

    @Override
    public Sequential build() {
        Sequential sequence = new Sequential();
        children.forEach((name, child) -> sequence.add(name, child.build()));
        return sequence;
    }
}
