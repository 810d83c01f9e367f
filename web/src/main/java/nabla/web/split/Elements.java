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
        References inCode =
                new References(called -> {}, referenced -> declared.add(numbers.function(referenced)), global -> {});
        bodies.forEach(inCode::inBody);
        References inGlobals =
                new References(called -> {}, referenced -> named.add(numbers.function(referenced)), global -> {});
        initialValues.forEach(initial -> inGlobals.in(new Input(initial)));
        declared.removeAll(named);
        if (!declared.isEmpty()) {
            items.put(DECLARED);
            items.put(0);
            items.putUnsigned(declared.size());
            declared.forEach(items::putUnsigned);
            count++;
        }
    }

    void addTo(Sections out) {
        out.addList(Program.ELEMENTS, count, items);
    }
}
