package nabla.web.split;

import java.nio.charset.StandardCharsets;
import nabla.web.wasm.Bytes;

/** A binary that is written section by section. */
final class Sections {
    private final Bytes out = new Bytes();

    Sections() {
        for (int next : new int[] {0, 'a', 's', 'm', 1, 0, 0, 0}) {
            out.put(next);
        }
    }

    void add(int id, byte[] content) {
        out.put(id);
        out.putUnsigned(content.length);
        out.put(content);
    }

    /** Adds a section that is a list: how many there are, then all of them. */
    void addList(int id, int count, Bytes items) {
        Bytes content = new Bytes();
        content.putUnsigned(count);
        content.put(items);
        add(id, content.toArray());
    }

    void addCustom(String name, byte[] content) {
        Bytes named = new Bytes();
        named.putName(name);
        named.put(content);
        add(Program.CUSTOM, named.toArray());
    }

    /** Adds the data that lie in the memory from address 0 on. */
    void addData(byte[] data) {
        Bytes items = new Bytes();
        items.put(0);
        items.put(Instructions.I32_CONST);
        items.put(0);
        items.put(Instructions.END);
        items.putUnsigned(data.length);
        items.put(data);
        addList(Program.DATA, 1, items);
    }

    byte[] toArray() {
        return out.toArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
