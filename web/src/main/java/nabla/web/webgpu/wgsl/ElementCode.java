package nabla.web.webgpu.wgsl;

import java.util.List;
import java.util.function.IntFunction;
import nabla.compile.Kernel;
import nabla.op.Expr;

/** One element of a kernel's output, computed by one invocation from the first value to the stores. */
final class ElementCode {
    /** Reductions of up to so many values are written out. */
    private static final int UNROLLED = 9;

    private final Kernel kernel;
    private final Memory memory;
    private final Code code;

    private ElementCode(Kernel kernel, Memory memory, Code code) {
        this.kernel = kernel;
        this.memory = memory;
        this.code = code;
    }

    /**
     * Writes it into {@code code}, where {@code element} counts the output {@code loops} and the other loops' counters have
     * their names.
     */
    static void write(Kernel kernel, List<Loop> loops, Memory memory, LaunchCode launch, Code code) {
        Grid.counters("element", loops, "", code);
        new ElementCode(kernel, memory, code).write(launch);
    }

    private void write(LaunchCode launch) {
        if (kernel.reduction() == null) {
            Stores.write(kernel, memory, new Indexes(memory, code), code, "");
            return;
        }
        Accumulator accumulator = Accumulator.of(kernel);
        boolean counts = accumulator.reduction().isPosition();
        if (!counts) {
            accumulator.declare(launch);
        }
        code.line("var total = " + accumulator.firstNumber() + ";");
        if (counts) {
            code.line("var position = 0;");
        }
        List<Loop> reduced = Loop.all(kernel.extents().length, kernel.reduced());
        if (kernel.reducedSize() <= UNROLLED) {
            for (int position = 0; position < kernel.reducedSize(); position++) {
                take(accumulator, Loop.countersAt(reduced, position), Integer.toString(position));
            }
        } else {
            if (counts) {
                code.line("var next = 0;");
            }
            Loop.open(reduced, code);
            take(accumulator, axis -> "i" + axis, "next");
            if (counts) {
                code.line("next++;");
            }
            Loop.close(reduced, code);
        }
        Stores.write(kernel, memory, new Indexes(memory, code), code, counts ? "position" : "total");
    }

    /** Takes in one more value: positions come in order, so that of equal values the first stays. */
    private void take(Accumulator accumulator, IntFunction<String> counters, String position) {
        Indexes indexes = new Indexes(memory, code, counters);
        if (!accumulator.reduction().isPosition()) {
            combine(kernel, memory, accumulator, indexes, code, position);
            return;
        }
        String value = code.named("v", accumulator.number(value(kernel, memory, indexes, code)));
        String better = code.named("c", accumulator.isBetter(value, "total"));
        code.line("total = select(total, " + value + ", " + better + ");");
        code.line("position = select(position, " + position + ", " + better + ");");
    }

    /** The statement that takes one more value into {@code total}; {@code position} is the text of its position. */
    static void combine(
            Kernel kernel, Memory memory, Accumulator accumulator, Indexes indexes, Code code, String position) {
        String value = accumulator.element(value(kernel, memory, indexes, code), position);
        code.line("total = " + accumulator.combined("total", value) + ";");
    }

    private static String value(Kernel kernel, Memory memory, Indexes indexes, Code code) {
        Expr body = kernel.body();
        if (body == null) {
            throw new IllegalArgumentException("webgpu: the kernel " + kernel.label() + " reduces nothing.");
        }
        Expressions expressions = new Expressions(kernel, memory, indexes, code, "");
        expressions.count(body);
        String value = expressions.of(body);
        String overflow = expressions.overflow(body);
        if (!overflow.isEmpty()) {
            code.line("if (" + overflow + ") { " + Faults.overflow() + " }");
        }
        return value;
    }
}
