package nabla.web.split;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nabla.web.wasm.Bytes;

/**
 * The functions that a part puts into the table, and those that its code makes references of: they have to be declared,
 * unless they are named outside of code anyway.
 */
final class Elements {
    private static final int DECLARED = 3;

    private final Bytes items = new Bytes();
    private final Set<Integer> named = new HashSet<>();
    private int count;

    /** Puts these into the table from that position on. */
    void addAt(int position, int... functions) {
        items.put(0);
        items.put(Instructions.I32_CONST);
        items.putSigned(position);
        items.put(Instructions.END);
        items.putUnsigned(functions.length);
        for (int function : functions) {
            items.putUnsigned(function);
            named.add(function);
        }
        count++;
    }

    /** Declares what these functions make references of, but for what these globals name. */
    void declare(Stream<byte[]> bodies, Stream<byte[]> initialValues, Numbers numbers) {
        Set<Integer> declared = new TreeSet<>();
        bodies.forEach(body -> Instructions.readBody(new Input(body), references(declared, numbers)));
        initialValues.forEach(initial -> Instructions.readCode(new Input(initial), references(named, numbers)));
        declared.removeAll(named);
        if (!declared.isEmpty()) {
            items.put(DECLARED);
            items.put(0);
            items.putUnsigned(declared.size());
            declared.forEach(items::putUnsigned);
            count++;
        }
    }

    private static Sink references(Set<Integer> found, Numbers numbers) {
        return (space, number, start, end) -> {
            if (space == Sink.Space.REFERENCE) {
                found.add(numbers.function(number));
            }
        };
    }

    void addTo(Sections out) {
        out.addList(Program.ELEMENTS, count, items);
    }
}
