package nabla.web.split;

import java.util.BitSet;

/** Collects the types that a part of a program needs. */
final class UsedTypes {
    private final Program program;
    private final BitSet used = new BitSet();

    UsedTypes(Program program) {
        this.program = program;
        used.set(program.types.plain());
        program.tagTypes.forEach(used::set);
    }

    /** Adds those that a call of the function needs. */
    void addCall(int function) {
        used.set(program.functions.get(function).type());
    }

    /** Adds those of the function and its code. */
    void addFunction(int function) {
        addCall(function);
        Instructions.readBody(new Input(program.functions.get(function).body()), this::add);
    }

    /** Adds those of the global and its first value. */
    void addGlobal(int global) {
        addUse(global);
        Instructions.readCode(new Input(program.globals.get(global).initial()), this::add);
    }

    /** Adds those that a use of the global needs. */
    void addUse(int global) {
        Types.readField(new Input(program.globals.get(global).type()), this::add);
    }

    private void add(Sink.Space space, int number, int start, int end) {
        if (space == Sink.Space.TYPE || space == Sink.Space.HEAP_TYPE) {
            used.set(number);
        }
    }

    /** All of them, with those that they need themselves. */
    BitSet all() {
        return program.types.closure(used);
    }
}
