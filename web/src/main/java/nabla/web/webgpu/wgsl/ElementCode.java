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

    /** Writes it into {@code code}, where the loops' counters have their names. */
    static void write(Kernel kernel, Memory memory, LaunchCode launch, Code code) {
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
        String total = code.fresh("total");
        code.line("var " + total + " = " + accumulator.firstNumber() + ";");
        String position = counts ? code.fresh("position") : "";
        if (counts) {
            code.line("var " + position + " = 0;");
        }
        List<Loop> reduced = Loop.all(kernel.extents().length, kernel.reduced());
        if (kernel.reducedSize() <= UNROLLED) {
            for (int at = 0; at < kernel.reducedSize(); at++) {
                take(accumulator, total, position, Loop.countersAt(reduced, at), Integer.toString(at));
            }
        } else {
            String next = counts ? code.fresh("next") : "";
            if (counts) {
                code.line("var " + next + " = 0;");
            }
            Loop.open(reduced, code);
            take(accumulator, total, position, axis -> "i" + axis, next);
            if (counts) {
                code.line(next + "++;");
            }
            Loop.close(reduced, code);
        }
        Stores.write(kernel, memory, new Indexes(memory, code), code, counts ? position : total);
    }

    /** Takes in one more value: positions come in order, so that of equal values the first stays. */
    private void take(Accumulator accumulator, String total, String position, IntFunction<String> counters, String at) {
        Indexes indexes = new Indexes(memory, code, counters);
        if (!accumulator.reduction().isPosition()) {
            combine(kernel, memory, accumulator, total, indexes, code, at);
            return;
        }
        String value = code.named("v", accumulator.number(value(kernel, memory, indexes, code)));
        String better = code.fresh("c");
        code.line("let " + better + " = " + accumulator.isBetter(value, total) + ";");
        code.line(total + " = select(" + total + ", " + value + ", " + better + ");");
        code.line(position + " = select(" + position + ", " + at + ", " + better + ");");
    }

    /** The statement that takes one more value into {@code total}; {@code at} is the text of its position. */
    static void combine(
            Kernel kernel,
            Memory memory,
            Accumulator accumulator,
            String total,
            Indexes indexes,
            Code code,
            String at) {
        String value = accumulator.element(value(kernel, memory, indexes, code), at);
        code.line(total + " = " + accumulator.combined(total, value) + ";");
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
