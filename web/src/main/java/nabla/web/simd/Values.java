package nabla.web.simd;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.compile.Loops;
import nabla.compile.Slot;
import nabla.compile.Store;
import nabla.op.Expr;
import nabla.op.Primitive;
import nabla.web.wasm.Code;
import nabla.web.wasm.Local;
import nabla.web.wasm.MemoryInstruction;
import nabla.web.wasm.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Writes the expressions of a kernel at the present positions of its {@link Nest}: for one element, or for the four
 * elements that follow each other along the {@link #vectorAxis}. Whatever does not change in the innermost loops is
 * computed before them, and nothing is computed twice for the same positions.
 *
 * <p>Integers and truth values are 32 bits wide. A truth value is 0 or 1 in memory and as a scalar; in a vector all bits
 * of its lane are equal.
 */
final class Values {
    private static final int ACCUMULATOR = 1 << 30;

    private final Nest nest;
    private final Kernel kernel;
    private final Operations operations;
    private final Loads loads;
    private final int[] axesOfLoad;
    private final Map<Expr, Integer> axes = new IdentityHashMap<>();
    private final Map<Expr, Integer> numbers = new IdentityHashMap<>();
    private final Map<Expr, Integer> uses = new IdentityHashMap<>();
    private int vectorAxis = -1;
    private @Nullable Local accumulator;
    private int accumulatorDepth;

    Values(Nest nest, Kernel kernel, MathFunctions functions) {
        this.nest = nest;
        this.kernel = kernel;
        this.operations = new Operations(nest, functions);
        this.loads = new Loads(nest, operations);
        axesOfLoad = new int[kernel.loads().size()];
        for (int i = 0; i < axesOfLoad.length; i++) {
            for (int axis = 0; axis < nest.axes(); axis++) {
                axesOfLoad[i] |= Loops.dependsOn(kernel.loads().get(i), axis) ? 1 << axis : 0;
            }
        }
        if (kernel.body() != null) {
            count(kernel.body());
        }
        for (Store store : kernel.stores()) {
            count(store.value());
        }
    }

    private void count(Expr expression) {
        int before = uses.getOrDefault(expression, 0);
        uses.put(expression, before + 1);
        if (before == 0) {
            for (int i = 0; i < expression.arity(); i++) {
                count(expression.argument(i));
            }
        }
    }

    /** From now on values that depend on this axis are vectors along it; -1 for none. */
    void vectorAxis(int axis) {
        vectorAxis = axis;
        loads.vectorAxis(axis);
    }

    /** What {@link Primitive#ACCUMULATOR} stands for from now on. */
    void accumulator(Local value) {
        accumulator = value;
        accumulatorDepth = nest.depth();
    }

    /** The axes, as bits, that the value depends on. */
    int axes(Expr expression) {
        Integer known = axes.get(expression);
        if (known == null) {
            int bits = 0;
            if (expression.primitive() == Primitive.INPUT) {
                bits = axesOfLoad[expression.index()];
            } else if (expression.primitive() == Primitive.ACCUMULATOR) {
                bits = ACCUMULATOR;
            }
            for (int i = 0; i < expression.arity(); i++) {
                bits |= axes(expression.argument(i));
            }
            known = bits;
            axes.put(expression, known);
        }
        return known;
    }

    /** Writes the kernel's stores at the present positions; all values are computed before the first is stored. */
    void store(boolean vector) {
        List<Store> stores = kernel.stores();
        Local[] values = new Local[stores.size()];
        for (int i = 0; i < values.length; i++) {
            Store store = stores.get(i);
            push(store.value(), vector, nest.depth());
            operations.toMemory(store.value().type(), vector);
            values[i] = nest.local(operations.valueType(store.value().type(), vector));
            nest.code().set(values[i]);
        }
        for (int i = 0; i < values.length; i++) {
            store(stores.get(i), values[i], vector);
        }
    }

    private void store(Store store, Local value, boolean vector) {
        Code code = nest.code();
        Slot slot = store.slot();
        if (!vector) {
            Nest.Pointer pointer = nest.pointer(slot, store.address());
            code.get(pointer.local()).get(value);
            code.memory(
                    value.type() == ValueType.F32 ? MemoryInstruction.F32_STORE : MemoryInstruction.I32_STORE,
                    pointer.offset());
        } else if (loads.isContiguous(store.address())) {
            Nest.Pointer pointer = nest.pointer(slot, store.address());
            code.get(pointer.local()).get(value).memory(MemoryInstruction.V128_STORE, pointer.offset());
        } else {
            Index start = nest.position(vectorAxis);
            for (int lane = 0; lane < 4; lane++) {
                nest.position(vectorAxis, start.plus(lane));
                Nest.Pointer pointer = nest.pointer(slot, store.address());
                code.get(pointer.local()).get(value).storeLane(lane, pointer.offset());
            }
            nest.position(vectorAxis, start);
        }
    }

    /** Computes the value into a local, as a vector or as a scalar. */
    Local value(Expr expression, boolean vector) {
        push(expression, vector, nest.depth());
        Local result = nest.local(operations.valueType(expression.type(), vector));
        nest.code().set(result);
        return result;
    }

    private boolean isVector(Expr expression) {
        int bits = axes(expression);
        return vectorAxis >= 0 && (bits >> vectorAxis & 1) != 0
                || (bits & ACCUMULATOR) != 0 && accumulator != null && accumulator.type() == ValueType.V128;
    }

    private int level(Expr expression) {
        int bits = axes(expression);
        int level = (bits & ACCUMULATOR) != 0 ? accumulatorDepth : 0;
        for (int axis = 0; axis < nest.axes(); axis++) {
            if ((bits >> axis & 1) != 0) {
                level = Math.max(level, nest.levelOf(axis));
            }
        }
        return level;
    }

    /** Leaves the value on the stack of the code at this depth. */
    private void push(Expr expression, boolean vector, int depth) {
        Code code = nest.code(depth);
        if (vector && !isVector(expression)) {
            code.get(splat(expression));
            return;
        }
        if (expression.primitive() == Primitive.CONSTANT) {
            operations.constant(code, expression);
            return;
        }
        if (expression.primitive() == Primitive.ACCUMULATOR) {
            code.get(accumulator());
            return;
        }
        int level = level(expression);
        boolean isShared = expression.primitive() == Primitive.INPUT || uses.getOrDefault(expression, 2) > 1;
        if (level == depth && !isShared) {
            compute(expression, vector, depth);
            return;
        }
        String name = name(expression, vector);
        Local known = nest.known(level, name);
        if (known == null) {
            compute(expression, vector, level);
            known = nest.local(operations.valueType(expression.type(), vector));
            nest.code(level).set(known);
            nest.remember(level, name, known);
        }
        code.get(known);
    }

    private Local splat(Expr expression) {
        int level = level(expression);
        String name = "splat " + name(expression, false);
        Local known = nest.known(level, name);
        if (known == null) {
            Load.Memory spread = spreadable(expression);
            if (expression.primitive() == Primitive.CONSTANT) {
                operations.vectorConstant(nest.code(level), expression);
            } else if (spread != null) {
                Nest.Pointer pointer = nest.pointer(spread.slot(), spread.address());
                nest.code(level).get(pointer.local()).memory(MemoryInstruction.V128_LOAD32_SPLAT, pointer.offset());
            } else {
                push(expression, false, level);
                operations.splat(nest.code(level), expression.type());
            }
            known = nest.local(ValueType.V128);
            nest.code(level).set(known);
            nest.remember(level, name, known);
        }
        return known;
    }

    /** The load that one instruction reads into all lanes; null if the expression is not such a load. */
    private Load.@Nullable Memory spreadable(Expr expression) {
        return expression.primitive() == Primitive.INPUT
                        && kernel.loads().get(expression.index()) instanceof Load.Memory memory
                        && memory.bounds().isEmpty()
                        && memory.slot().type().isFloat()
                ? memory
                : null;
    }

    private Local accumulator() {
        if (accumulator == null) {
            throw new IllegalStateException(kernel.label() + ": the accumulator is used outside a reduction");
        }
        return accumulator;
    }

    /** Identifies a value at the present positions. */
    private String name(Expr expression, boolean vector) {
        StringBuilder name = new StringBuilder(vector ? "v" + vectorAxis : "e");
        if (expression.primitive() == Primitive.INPUT) {
            name.append("in").append(expression.index());
        } else if (expression.primitive() == Primitive.CONSTANT) {
            name.append(expression.type()).append(Double.doubleToLongBits(expression.value()));
        } else {
            name.append(number(expression));
        }
        int bits = axes(expression);
        for (int axis = 0; axis < nest.axes(); axis++) {
            if ((bits >> axis & 1) != 0) {
                name.append(' ').append(nest.position(axis));
            }
        }
        if ((bits & ACCUMULATOR) != 0) {
            name.append(" acc").append(accumulator().index());
        }
        return name.toString();
    }

    private int number(Expr expression) {
        Integer known = numbers.get(expression);
        if (known == null) {
            known = numbers.size();
            numbers.put(expression, known);
        }
        return known;
    }

    private void compute(Expr expression, boolean vector, int depth) {
        if (expression.primitive() == Primitive.INPUT) {
            loads.push(kernel.loads().get(expression.index()), vector, depth);
        } else if (!operations.isShortcut(expression)) {
            for (int i = 0; i < expression.arity(); i++) {
                push(expression.argument(i), vector, depth);
            }
            operations.apply(nest.code(depth), expression, vector);
        } else {
            push(expression.argument(0), vector, depth);
            operations.shortcut(nest.code(depth), expression, vector);
        }
    }
}
