package nabla.web.split;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import nabla.web.wasm.Bytes;

/**
 * The types of a program. They come in groups of those that name each other; a group that both parts have alike is the
 * same types to both.
 *
 * @see <a href="https://webassembly.github.io/spec/core/binary/types.html">WebAssembly: types</a>
 */
final class Types {
    private static final int GROUP = 0x4E;
    private static final int OPEN = 0x50;
    private static final int FINAL = 0x4F;
    private static final int FUNCTION = 0x60;
    private static final int STRUCT = 0x5F;
    private static final int ARRAY = 0x5E;
    private static final int REFERENCE = 0x64;
    private static final int NULLABLE_REFERENCE = 0x63;
    private static final int NONE = -1;

    /** A group with the number of its first type. */
    private record Group(int first, int count, byte[] bytes) {}

    private final List<Group> groups = new ArrayList<>();
    private final List<Integer> parameterCounts = new ArrayList<>();
    private int plain = NONE;

    Types(byte[] section) {
        Input in = new Input(section);
        for (int left = in.unsigned(); left > 0; left--) {
            int start = in.position();
            int first = parameterCounts.size();
            if (in.peek() == GROUP) {
                in.skip(1);
                for (int inGroup = in.unsigned(); inGroup > 0; inGroup--) {
                    count(in);
                }
            } else {
                count(in);
            }
            groups.add(new Group(first, parameterCounts.size() - first, in.since(start)));
        }
    }

    private void count(Input in) {
        int[] counts = readType(in, (space, number, start, end) -> {});
        if (counts.length == 2 && counts[0] + counts[1] == 0) {
            plain = parameterCounts.size();
        }
        parameterCounts.add(counts.length == 2 ? counts[0] : NONE);
    }

    private static void readGroup(Input in, Sink sink) {
        int count = 1;
        if (in.peek() == GROUP) {
            in.skip(1);
            count = in.unsigned();
        }
        for (int i = 0; i < count; i++) {
            readType(in, sink);
        }
    }

    /** Reads one type; gives how many parameters and results a function has, nothing for others. */
    private static int[] readType(Input in, Sink sink) {
        if (in.peek() == OPEN || in.peek() == FINAL) {
            in.skip(1);
            for (int left = in.unsigned(); left > 0; left--) {
                int start = in.position();
                int number = in.unsigned();
                sink.index(Sink.Space.TYPE, number, start, in.position());
            }
        }
        int kind = in.next();
        switch (kind) {
            case FUNCTION -> {
                return new int[] {readValues(in, sink), readValues(in, sink)};
            }
            case STRUCT -> {
                for (int left = in.unsigned(); left > 0; left--) {
                    readField(in, sink);
                }
            }
            case ARRAY -> readField(in, sink);
            default -> throw new IllegalArgumentException("There is a type of an unknown kind " + kind + ".");
        }
        return new int[0];
    }

    private static int readValues(Input in, Sink sink) {
        int count = in.unsigned();
        for (int i = 0; i < count; i++) {
            readValue(in, sink);
        }
        return count;
    }

    /** Reads the type of a field or of a global, and whether it changes. */
    static void readField(Input in, Sink sink) {
        readValue(in, sink);
        in.skip(1);
    }

    /** Reads the type of a value. */
    static void readValue(Input in, Sink sink) {
        if (isReference(in.next())) {
            readHeapType(in, sink);
        }
    }

    /** Reads what a reference leads to, or the type of a block. */
    static void readHeapType(Input in, Sink sink) {
        int start = in.position();
        int number = in.signed();
        if (number >= 0) {
            sink.index(Sink.Space.HEAP_TYPE, number, start, in.position());
        }
    }

    static boolean isReference(int type) {
        return type == REFERENCE || type == NULLABLE_REFERENCE;
    }

    /** How many parameters a function of that type has. */
    int parameters(int type) {
        return parameterCounts.get(type);
    }

    /** The type of a function that takes and gives nothing. */
    int plain() {
        if (plain == NONE) {
            throw new IllegalArgumentException("The program has no type of a function that takes and gives nothing.");
        }
        return plain;
    }

    /** These types, with those that they name and all that are in one group with them. */
    BitSet closure(BitSet used) {
        BitSet closure = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(used.stream().boxed().toList());
        while (!open.isEmpty()) {
            int type = open.pop();
            if (!closure.get(type)) {
                Group group = groupOf(type);
                closure.set(group.first, group.first + group.count);
                readGroup(new Input(group.bytes), (space, number, start, end) -> open.push(number));
            }
        }
        return closure;
    }

    private Group groupOf(int type) {
        return groups.stream()
                .filter(group -> group.first <= type && type < group.first + group.count)
                .findFirst()
                .orElseThrow();
    }

    /** Writes the groups that these types are. */
    void write(BitSet types, Numbers numbers, Sections out) {
        Bytes items = new Bytes();
        int count = 0;
        for (Group group : groups) {
            if (types.get(group.first)) {
                numbers.put(new Input(group.bytes), Types::readGroup, items);
                count++;
            }
        }
        out.addList(Program.TYPES, count, items);
    }
}
