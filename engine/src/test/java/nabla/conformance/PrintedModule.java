package nabla.conformance;

import nabla.nn.Module;

/**
 * A network made after its printed text, which alone tells its layers and their options. Nabla's layers are made and print
 * themselves; a class of one's own is a module of that name.
 */
final class PrintedModule extends Module {
    private final String name;

    private PrintedModule(String name) {
        this.name = name;
    }

    /** Returns the module whose text this is. */
    static Module read(String text) {
        int open = text.indexOf("(\n");
        if (open < 0 || text.indexOf('(') < open) {
            return Layers.of(Call.parse(text));
        }
        String name = text.substring(0, open);
        Module module = name.equals("Sequential") ? Layers.of(Call.parse(name)) : new PrintedModule(name);
        String inside = text.substring(open + 2, text.lastIndexOf("\n)"));
        int start = 0;
        while (start < inside.length()) {
            int end = inside.indexOf("\n  (", start);
            end = end < 0 ? inside.length() : end;
            String child = inside.substring(start, end);
            int close = child.indexOf("): ");
            String childText = child.substring(close + 3).replace("\n  ", "\n");
            module.register(child.substring(child.indexOf('(') + 1, close), read(childText));
            start = end + 1;
        }
        return module;
    }

    @Override
    protected String name() {
        return name;
    }
}
