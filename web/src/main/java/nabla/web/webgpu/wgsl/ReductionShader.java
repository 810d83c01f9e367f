package nabla.web.webgpu.wgsl;

import java.util.List;
import nabla.compile.Kernel;
import nabla.op.Expr;

/** Kernels with a reduction: an invocation for each output, or a workgroup where outputs are few and reductions long. */
final class ReductionShader {
    private ReductionShader() {}

    /** One invocation goes through all the values of its output. */
    static Shader serial(Kernel kernel, RunLayout run, int threads) {
        Memory memory = new Memory(kernel, run);
        Accumulator accumulator = Accumulator.of(kernel);
        List<Loop> outputs = Loop.all(0, kernel.extents());
        List<Loop> reduced = Loop.all(kernel.extents().length, kernel.reduced());
        Code code = new Code(1);
        Grid.counters("element", outputs, "", code);
        code.line("var total = " + accumulator.first() + ";");
        boolean counts = accumulator.reduction().isPosition();
        if (counts) {
            code.line("var position = 0;");
        }
        for (Loop loop : reduced) {
            String i = loop.name();
            code.open("for (var " + i + " = 0; " + i + " < " + loop.extent() + "; " + i + "++)");
        }
        combine(kernel, memory, accumulator, new Indexes(memory, code), code, "position");
        if (counts) {
            code.line("position++;");
        }
        for (int i = 0; i < reduced.size(); i++) {
            code.close();
        }
        Stores.write(kernel, memory, new Indexes(memory, code), code, accumulator.result("total"));
        Grid grid = Grid.of((kernel.outputs() + threads - 1) / threads);
        String text = new Template(Templates.REDUCTION)
                .fill("label", kernel.label())
                .fill("memory", memory.declarations() + accumulator.declarations())
                .fill("threads", threads)
                .fill("row", grid.x() * threads)
                .fill("outputs", kernel.outputs())
                .fill("body", code)
                .finished();
        return new Shader(kernel.label(), text, grid.x(), grid.y(), memory.bindings());
    }

    /** The invocations of a workgroup share the values of one output, then halve what they have until one is left. */
    static Shader cooperative(Kernel kernel, RunLayout run, int threads) {
        Memory memory = new Memory(kernel, run);
        Accumulator accumulator = Accumulator.of(kernel);
        List<Loop> outputs = Loop.all(0, kernel.extents());
        List<Loop> reduced = Loop.all(kernel.extents().length, kernel.reduced());
        Code counters = new Code(1);
        Grid.counters("element", outputs, "", counters);
        Code body = new Code(2);
        Grid.counters("r", reduced, "", body);
        combine(kernel, memory, accumulator, new Indexes(memory, body), body, "r");
        Code stores = new Code(1);
        stores.line("let result = partial[0];");
        Stores.write(kernel, memory, new Indexes(memory, stores), stores, accumulator.result("result"));
        Grid grid = Grid.of(kernel.outputs());
        String text = new Template(Templates.REDUCTION_WORKGROUP)
                .fill("label", kernel.label())
                .fill("memory", memory.declarations() + accumulator.declarations())
                .fill("type", accumulator.type())
                .fill("threads", threads)
                .fill("half", threads / 2)
                .fill("row", grid.x())
                .fill("outputs", kernel.outputs())
                .fill("reduced", kernel.reducedSize())
                .fill("first", accumulator.first())
                .fill("counters", counters)
                .fill("body", body)
                .fill("stores", stores)
                .finished();
        return new Shader(kernel.label(), text, grid.x(), grid.y(), memory.bindings());
    }

    private static void combine(
            Kernel kernel, Memory memory, Accumulator accumulator, Indexes indexes, Code code, String position) {
        Expr body = kernel.body();
        if (body == null) {
            throw new IllegalArgumentException("webgpu: the kernel " + kernel.label() + " reduces nothing.");
        }
        Expressions expressions = new Expressions(kernel, memory, indexes, code, "");
        expressions.count(body);
        String value = accumulator.element(expressions.of(body), body.type(), position);
        code.line("total = combine(total, " + value + ");");
    }
}
