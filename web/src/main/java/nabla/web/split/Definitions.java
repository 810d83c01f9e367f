package nabla.web.split;

import java.util.Arrays;
import java.util.BitSet;
import nabla.web.wasm.Bytes;

/** The functions and globals of the program that one of its parts has itself, not by an import. */
final class Definitions {
    private final Program program;
    private final Numbers numbers;

    /** The numbers that they have in the program. */
    final int[] functions;

    final int[] globals;

    /** Those of these functions and globals that are not imported; {@code numbers} tells which they are in the part. */
    Definitions(Program program, BitSet functions, BitSet globals, Numbers numbers) {
        this.program = program;
        this.numbers = numbers;
        this.functions = functions.stream()
                .filter(function -> program.functions.get(function).origin() == null)
                .toArray();
        this.globals = globals.stream()
                .filter(global -> program.globals.get(global).origin() == null)
                .toArray();
    }

    /** Writes the types of the functions. */
    void putTypes(Bytes out) {
        for (int function : functions) {
            out.putUnsigned(numbers.type(program.functions.get(function).type()));
        }
    }

    /** Adds the section of the globals. */
    void addGlobals(Sections out) {
        Bytes items = new Bytes();
        for (int global : globals) {
            numbers.put(new Input(program.globals.get(global).type()), Types::readField, items);
            numbers.put(new Input(program.globals.get(global).initial()), Instructions::readCode, items);
        }
        out.addList(Program.GLOBALS, globals.length, items);
    }

    /** Declares what the functions make references of. */
    void declareIn(Elements elements) {
        elements.declare(
                Arrays.stream(functions)
                        .mapToObj(function -> program.functions.get(function).body()),
                Arrays.stream(globals)
                        .mapToObj(global -> program.globals.get(global).initial()),
                numbers);
    }
}
