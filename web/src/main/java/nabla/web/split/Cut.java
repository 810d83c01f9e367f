package nabla.web.split;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.function.IntPredicate;

/**
 * Where a program is cut. The first part has what is reached from outside without a deferred function; the rest has the
 * deferred functions and what only they reach.
 */
final class Cut {
    private final Program program;
    private final Texts texts;

    /** What the first part has. */
    final BitSet firstFunctions = new BitSet();

    final BitSet firstGlobals = new BitSet();

    /** What the rest has; functions and globals that are imported can be in both. */
    final BitSet restFunctions = new BitSet();

    final BitSet restGlobals = new BitSet();

    private final BitSet awaited = new BitSet();

    /** Functions and globals of the first part that the rest uses. */
    final BitSet sharedFunctions = new BitSet();

    final BitSet sharedGlobals = new BitSet();

    Cut(Program program, Texts texts, IntPredicate deferred) {
        this.program = program;
        this.texts = texts;
        reachFirst(deferred);
        reachRest();
    }

    private void reachFirst(IntPredicate deferred) {
        Reach reach = new Reach(
                function -> {
                    if (deferred.test(function)) {
                        awaited.set(function);
                        return false;
                    }
                    return mark(function, firstFunctions);
                },
                global -> mark(global, firstGlobals));
        reach.function(program.start);
        for (Program.Export export : program.exports) {
            if (export.kind() == Program.FUNCTION) {
                reach.function(export.index());
            } else if (export.kind() == Program.GLOBAL) {
                reach.global(export.index());
            }
        }
        reach.finish();
    }

    private void reachRest() {
        Reach reach = new Reach(
                function -> {
                    boolean imported = program.functions.get(function).origin() != null;
                    if (firstFunctions.get(function) && !imported) {
                        sharedFunctions.set(function);
                        return false;
                    }
                    return mark(function, restFunctions);
                },
                global -> {
                    if (firstGlobals.get(global)) {
                        sharedGlobals.set(global);
                        return false;
                    }
                    return mark(global, restGlobals);
                });
        awaited.stream().forEach(reach::function);
        reach.function(program.names.functionNamed(Texts.READER));
        reach.global(program.names.globalNamed(Texts.POINTER));
        reach.finish();
    }

    /** Functions of the rest that the first part calls; those of one type stand together, since what is alike packs well. */
    int[] awaited() {
        return awaited.stream()
                .boxed()
                .sorted(Comparator.comparingInt(
                        (Integer function) -> program.functions.get(function).type()))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static boolean mark(int number, BitSet marked) {
        boolean isNew = !marked.get(number);
        marked.set(number);
        return isNew;
    }

    /** Goes from what is named to what that names, wherever it is told to go on. */
    private final class Reach {
        private final IntPredicate functions;
        private final IntPredicate globals;
        private final Deque<Runnable> open = new ArrayDeque<>();

        Reach(IntPredicate functions, IntPredicate globals) {
            this.functions = functions;
            this.globals = globals;
        }

        void function(int function) {
            if (functions.test(function)) {
                open.add(() -> read(function));
            }
        }

        void global(int global) {
            if (globals.test(global)) {
                open.add(() -> Instructions.readCode(
                        new Input(program.globals.get(global).initial()), this::follow));
            }
        }

        private void read(int function) {
            Program.Function found = program.functions.get(function);
            if (found.origin() != null) {
                return;
            }
            if (function == program.start) {
                // The list of texts names all of them, whoever needs them.
                Instructions.readBody(new Input(found.body(), 0, texts.from), this::follow);
                Instructions.readCode(new Input(found.body(), texts.to, found.body().length), this::follow);
            } else {
                Instructions.readBody(new Input(found.body()), this::follow);
            }
        }

        private void follow(Sink.Space space, int number, int start, int end) {
            switch (space) {
                case FUNCTION, REFERENCE -> function(number);
                case GLOBAL -> global(number);
                case TYPE, HEAP_TYPE -> {
                    // Each part has the types that it needs: UsedTypes.
                }
            }
        }

        void finish() {
            while (!open.isEmpty()) {
                open.poll().run();
            }
        }
    }
}
