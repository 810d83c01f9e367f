package nabla.web.webgpu.wgsl;

import java.util.List;
import nabla.compile.Kernel;
import nabla.op.Expr;

/** One element of a kernel's output, computed by one invocation from the first value to the stores. */
final class ElementCode {
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
        accumulator.declare(launch);
        code.line("var total = " + accumulator.first() + ";");
        boolean counts = accumulator.reduction().isPosition();
        if (counts) {
            code.line("var position = 0;");
        }
        List<Loop> reduced = Loop.all(kernel.extents().length, kernel.reduced());
        for (Loop loop : reduced) {
            String i = loop.name();
            code.open("for (var " + i + " = 0; " + i + " < " + loop.extent() + "; " + i + "++)");
        }
        combine(kernel, memory, accumulator, code, "position");
        if (counts) {
            code.line("position++;");
        }
        for (int i = 0; i < reduced.size(); i++) {
            code.close();
        }
        Stores.write(kernel, memory, new Indexes(memory, code), code, accumulator.result("total"));
    }

    /** The statement that takes one more value into {@code total}; {@code position} is the text of its position. */
    static void combine(Kernel kernel, Memory memory, Accumulator accumulator, Code code, String position) {
        Expr body = kernel.body();
        if (body == null) {
            throw new IllegalArgumentException("webgpu: the kernel " + kernel.label() + " reduces nothing.");
        }
        Expressions expressions = new Expressions(kernel, memory, new Indexes(memory, code), code, "");
        expressions.count(body);
        String value = accumulator.element(expressions.of(body), body.type(), position);
        code.line("total = " + accumulator.combined("total", value) + ";");
    }
}
