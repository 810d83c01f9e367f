package nabla.web.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import nabla.web.wasm.Bytes;

/**
 * The program's texts. A global holds each; the start of the program lists these globals, in the order in which the data
 * give their characters, and has them read.
 */
final class Texts {
    /** Reads the next text from where the pointer is. */
    static final String READER = "teavm@initNextString";

    static final String POINTER = "teavm@stringPoolPointer";

    /** Where the list is in the body of the start. */
    final int from;

    final int to;

    private final int listType;
    private final List<Integer> globals;
    private final List<byte[]> characters = new ArrayList<>();

    private Texts(int from, int to, int listType, List<Integer> globals, byte[] data) {
        this.from = from;
        this.to = to;
        this.listType = listType;
        this.globals = globals;
        Input in = new Input(data);
        for (int i = 0; i < globals.size(); i++) {
            characters.add(encoded(in));
        }
        if (in.hasMore()) {
            throw new IllegalArgumentException("The program has data besides its " + globals.size()
                    + " texts, from byte " + in.position() + " on: it cannot be cut.");
        }
    }

    /** A text as the data have it: how many characters of 16 bits, and these in one to three bytes each. */
    private static byte[] encoded(Input in) {
        int start = in.position();
        for (int left = in.unsigned(); left > 0; left--) {
            int first = in.next();
            in.skip(first < 0x80 ? 0 : first < 0xE0 ? 1 : 2);
        }
        return in.since(start);
    }

    /** Finds the list: the only row of globals that are put into an array. */
    static Texts of(Program program) {
        byte[] pointer = program.globals.get(program.names.globalNamed(POINTER)).initial();
        if (!Arrays.equals(pointer, new byte[] {Instructions.I32_CONST, 0, Instructions.END})) {
            throw new IllegalArgumentException(
                    "The program does not read its texts from address 0 on: it cannot be cut.");
        }
        byte[] body = program.functions.get(program.start).body();
        Input in = new Input(body);
        Instructions.readLocals(in, (space, number, start, end) -> {});
        int[] named = new int[1];
        Instructions instructions = new Instructions(in, (space, number, start, end) -> named[0] = number);
        List<Integer> row = new ArrayList<>();
        int start = in.position();
        Texts found = null;
        while (in.hasMore()) {
            int here = in.position();
            instructions.next();
            if (instructions.opcode() == Instructions.GLOBAL_GET) {
                if (row.isEmpty()) {
                    start = here;
                }
                row.add(named[0]);
                continue;
            }
            if (instructions.opcode() == (Instructions.GC << 8 | Instructions.ARRAY_NEW_FIXED) && !row.isEmpty()) {
                Input array = new Input(body, here + 2, in.position());
                array.skipNumber();
                if (found != null || array.unsigned() != row.size()) {
                    throw new IllegalArgumentException(
                            "The start of the program has more lists than that of its texts.");
                }
                found = new Texts(start, in.position(), named[0], List.copyOf(row), program.data);
            }
            row.clear();
        }
        if (found == null) {
            throw new IllegalArgumentException("The start of the program has no list of its texts.");
        }
        return found;
    }

    /** Those of the texts' globals that are wanted. */
    List<Integer> globals(IntPredicate wanted) {
        return globals.stream().filter(wanted::test).toList();
    }

    /** The data of the texts whose globals are wanted. */
    byte[] data(IntPredicate wanted) {
        Bytes data = new Bytes();
        for (int i = 0; i < globals.size(); i++) {
            if (wanted.test(globals.get(i))) {
                data.put(characters.get(i));
            }
        }
        return data.toArray();
    }

    /** The code that makes the list of these. */
    void putList(List<Integer> listed, Numbers numbers, Bytes out) {
        for (int global : listed) {
            out.put(Instructions.GLOBAL_GET);
            out.putUnsigned(numbers.global(global));
        }
        out.put(Instructions.GC);
        out.put(Instructions.ARRAY_NEW_FIXED);
        out.putUnsigned(numbers.type(listType));
        out.putUnsigned(listed.size());
    }
}
