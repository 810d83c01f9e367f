package nabla.web.simd;

import static nabla.web.wasm.Instruction.I32_ADD;
import static nabla.web.wasm.Instruction.I32_DIV_S;
import static nabla.web.wasm.Instruction.I32_LT_S;
import static nabla.web.wasm.Instruction.I32_MUL;
import static nabla.web.wasm.Instruction.I32_REM_S;
import static nabla.web.wasm.Instruction.I32_SHL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nabla.compile.Atom;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Loops;
import nabla.compile.Slot;
import nabla.web.wasm.Code;
import nabla.web.wasm.Function;
import nabla.web.wasm.Local;
import nabla.web.wasm.MemoryInstruction;
import nabla.web.wasm.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * The loops of a kernel while its function is being written. What does not change in a loop is computed once before it,
 * and addresses that grow with a loop are added to instead of being multiplied out: every loop has three sequences of
 * code (before, body, after each pass) that are put together when it is closed.
 *
 * <p>Each axis of the kernel has a {@link #position}: what its counter is at the place where code is being written, such
 * as {@code i0 + 3} in the fourth copy of an unrolled body, or a constant in a remainder.
 */
final class Nest {
    /** One open loop, or the function itself (level 0). */
    private static final class Level {
        final Code before = new Code();
        final Code body = new Code();
        final Code after = new Code();
        final int axis;
        final int from;
        final int step;
        final Map<String, Local> known = new HashMap<>();

        Level(int axis, int from, int step) {
            this.axis = axis;
            this.from = from;
            this.step = step;
        }
    }

    /** An address in memory: a local plus a constant that is not negative. */
    record Pointer(Local local, int offset) {}

    private final Function function;
    private final Guard guard;
    private final Local arguments;
    private final Arguments layout;
    private final int bound;
    private final int[] extents;
    private final Index[] positions;
    private final Local[] counters;
    private final int[] levelOfAxis;
    private final List<Level> levels = new ArrayList<>();

    /** @param bound the kernel's first loops that run outside the function: their counters are its parameters after the first */
    Nest(Function function, Arguments layout, Kernel kernel, Guard guard, int bound) {
        this.bound = bound;
        this.function = function;
        this.guard = guard;
        this.arguments = function.parameter(0);
        this.layout = layout;
        int rank = kernel.extents().length;
        extents = new int[rank + kernel.reduced().length];
        positions = new Index[extents.length];
        counters = new Local[extents.length];
        levelOfAxis = new int[extents.length];
        for (int axis = 0; axis < extents.length; axis++) {
            extents[axis] = axis < rank ? kernel.extents()[axis] : kernel.reduced()[axis - rank];
            positions[axis] = Index.loop(axis, extents[axis]);
            counters[axis] = axis < bound ? function.parameter(1 + axis) : function.local(ValueType.I32);
        }
        levels.add(new Level(-1, 0, 0));
    }

    /** Who is told of what must not pass for a result. */
    Guard guard() {
        return guard;
    }

    int extent(int axis) {
        return extents[axis];
    }

    /** How many loops, the first ones, run outside the function. */
    int bound() {
        return bound;
    }

    int axes() {
        return extents.length;
    }

    Index position(int axis) {
        return positions[axis];
    }

    void position(int axis, Index position) {
        positions[axis] = position;
    }

    /** How many loops are open. */
    int depth() {
        return levels.size() - 1;
    }

    Local local(ValueType type) {
        return function.local(type);
    }

    /** Where to write what is computed in each pass of the innermost open loop. */
    Code code() {
        return code(depth());
    }

    /** Where to write what is computed in each pass of the loop at this depth, before the loops inside it. */
    Code code(int depth) {
        return depth == depth() ? levels.get(depth).body : levels.get(depth + 1).before;
    }

    /** What was computed under this name at this depth and still holds, or null. */
    @Nullable
    Local known(int depth, String name) {
        return levels.get(depth).known.get(name);
    }

    void remember(int depth, String name, Local value) {
        levels.get(depth).known.put(name, value);
    }

    /**
     * Writes the body once for each {@code step} of the axis's counter from {@code from} while less than {@code to}: as a
     * loop, or in place if there is only one pass or the loop runs outside the function. The axis's position is the counter's value while the body is written.
     */
    void loop(int axis, int from, int to, int step, Runnable body) {
        if (from >= to) {
            return;
        }
        if (axis < bound) {
            body.run();
            return;
        }
        Index outside = positions[axis];
        if (to - from <= step) {
            positions[axis] = Index.constant(from);
            body.run();
            positions[axis] = outside;
            return;
        }
        Local counter = counters[axis];
        Level level = new Level(axis, from, step);
        levels.add(level);
        levelOfAxis[axis] = depth();
        positions[axis] = Index.loop(axis, extents[axis]);
        body.run();
        positions[axis] = outside;
        levels.remove(levels.size() - 1);
        levelOfAxis[axis] = 0;
        Code parent = code();
        parent.append(level.before);
        parent.constant(from).set(counter);
        parent.loop().append(level.body).append(level.after);
        parent.get(counter).constant(step).op(I32_ADD).tee(counter);
        parent.constant(to).op(I32_LT_S).branchIf(0).end();
    }

    /** Writes the whole of the function; all loops are closed. */
    void finish() {
        function.code().append(levels.get(0).body);
        guard.finish(function.code());
    }

    /** The index with the present positions of the axes. */
    Index resolve(Index index) {
        return Loops.replace(index, axis -> positions[axis]);
    }

    /** The depth of the innermost loop in which the resolved index changes. */
    int level(Index resolved) {
        int level = 0;
        for (int term = 0; term < resolved.terms(); term++) {
            level = Math.max(level, level(resolved.atom(term)));
        }
        return level;
    }

    private int level(Atom atom) {
        int level = 0;
        for (int axis = 0; axis < extents.length; axis++) {
            if (levelOfAxis[axis] > level && atom.dependsOn(axis)) {
                level = levelOfAxis[axis];
            }
        }
        return level;
    }

    /** The depth of the innermost loop in which the axis's position changes. */
    int levelOf(int axis) {
        return level(positions[axis]);
    }

    /** The value of a resolved index. */
    Local value(Index resolved) {
        int level = level(resolved);
        String name = "=" + resolved;
        Local known = known(level, name);
        if (known == null) {
            Code code = new Code();
            code.constant(resolved.constant());
            for (int term = 0; term < resolved.terms(); term++) {
                Local atom = value(resolved.atom(term));
                code.get(atom).constant(resolved.coefficient(term)).op(I32_MUL).op(I32_ADD);
            }
            known = local(ValueType.I32);
            code(level).append(code.set(known));
            remember(level, name, known);
        }
        return known;
    }

    private Local value(Atom atom) {
        if (atom instanceof Atom.Loop loop) {
            return counters[loop.axis()];
        }
        int level = level(atom);
        String name = "=" + atom;
        Local known = known(level, name);
        if (known == null) {
            Code code = new Code();
            if (atom instanceof Atom.Argument argument) {
                code.get(arguments).memory(MemoryInstruction.I32_LOAD, layout.scalar(argument.scalar()));
            } else if (atom instanceof Atom.Quotient quotient) {
                code.get(value(quotient.of())).constant(quotient.by()).op(I32_DIV_S);
            } else if (atom instanceof Atom.Remainder remainder) {
                code.get(value(remainder.of())).constant(remainder.by()).op(I32_REM_S);
            } else if (atom instanceof Atom.Lookup lookup) {
                Pointer pointer = resolvedPointer(lookup.slot(), lookup.address());
                MemoryInstruction load =
                        lookup.slot().type().bytes() == 1 ? MemoryInstruction.I32_LOAD8_U : MemoryInstruction.I32_LOAD;
                code.get(pointer.local).memory(load, pointer.offset);
            }
            known = local(ValueType.I32);
            code.set(known);
            if (atom instanceof Atom.Lookup lookup) {
                guard.index(code, known, lookup.extent());
            }
            code(level).append(code);
            remember(level, name, known);
        }
        return known;
    }

    /** Where the element lies, at the present positions. */
    Pointer pointer(Slot slot, Index address) {
        return resolvedPointer(slot, resolve(address));
    }

    private Pointer resolvedPointer(Slot slot, Index resolved) {
        Index moving = resolved.plus(-resolved.constant());
        int bytes = slot.type().bytes();
        if (resolved.constant() >= 0 && moving.min() >= 0) {
            return new Pointer(moving(slot, moving), resolved.constant() * bytes);
        }
        return new Pointer(moving(slot, resolved), 0);
    }

    /** The address of a resolved index: what changes in the innermost loop is added to what was known outside it. */
    private Local moving(Slot slot, Index index) {
        if (index.terms() == 0 && index.constant() == 0) {
            return base(slot);
        }
        int depth = level(index);
        String name = slot + "@" + index;
        Local known = known(depth, name);
        if (known != null) {
            return known;
        }
        int bytes = slot.type().bytes();
        Level level = levels.get(depth);
        Local result = local(ValueType.I32);
        remember(depth, name, result);
        Index fixed = Index.ZERO;
        Index counted = Index.ZERO;
        Index computed = Index.ZERO;
        for (int term = 0; term < index.terms(); term++) {
            Atom atom = index.atom(term);
            Index part = Loops.term(index, term);
            if (level(atom) < depth) {
                fixed = fixed.plus(part);
            } else if (depth > 0 && atom instanceof Atom.Loop) {
                counted = counted.plus(part);
            } else {
                computed = computed.plus(part);
            }
        }
        Local start = moving(slot, fixed);
        if (computed.terms() > 0 || counted.terms() == 0) {
            Index rest = computed.plus(counted).plus(index.constant());
            Code code = new Code();
            code.get(start);
            if (rest.terms() == 0) {
                code.constant(rest.constant() * bytes).op(I32_ADD);
            } else {
                code.get(value(rest));
                code.constant(bytes == 4 ? 2 : 0).op(I32_SHL).op(I32_ADD);
            }
            code(depth).append(code.set(result));
        } else {
            int stride = counted.coefficient(0) * bytes;
            level.before.get(start).constant(index.constant() * bytes + level.from * stride);
            level.before.op(I32_ADD).set(result);
            level.after.get(result).constant(level.step * stride).op(I32_ADD).set(result);
        }
        return result;
    }

    private Local base(Slot slot) {
        String name = "base " + slot;
        Local known = known(0, name);
        if (known == null) {
            known = local(ValueType.I32);
            Code code = code(0);
            if (slot.place() == Slot.Place.WORKSPACE) {
                code.get(arguments).memory(MemoryInstruction.I32_LOAD, layout.workspace());
                code.constant(slot.offset()).op(I32_ADD);
            } else {
                code.get(arguments).memory(MemoryInstruction.I32_LOAD, layout.address(slot));
            }
            code.set(known);
            remember(0, name, known);
        }
        return known;
    }

    /** A number given with the run, as its type's scalar. */
    Local argument(int scalar, boolean isFloat) {
        String name = "s" + scalar;
        Local known = known(0, name);
        if (known == null) {
            known = local(isFloat ? ValueType.F32 : ValueType.I32);
            MemoryInstruction load = isFloat ? MemoryInstruction.F32_LOAD : MemoryInstruction.I32_LOAD;
            code(0).get(arguments).memory(load, layout.scalar(scalar)).set(known);
            remember(0, name, known);
        }
        return known;
    }
}
