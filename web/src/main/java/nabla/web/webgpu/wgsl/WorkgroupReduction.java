package nabla.web.webgpu.wgsl;

import java.util.List;
import nabla.compile.Kernel;

/**
 * Long reductions to few outputs: the invocations of a workgroup share the values of one output, then halve what they
 * have until one is left.
 */
record WorkgroupReduction(Kernel kernel, Memory memory) implements KernelCode {
    /** From how many values on more invocations than usual share them. */
    private static final int VERY_LONG = 1024;

    @Override
    public int threads() {
        return kernel.reducedSize() >= VERY_LONG ? 256 : 0;
    }

    @Override
    public void addTo(LaunchCode launch) {
        Accumulator accumulator = Accumulator.of(kernel);
        accumulator.declare(launch);
        String partial = "partial_" + accumulator.type();
        launch.shared(partial, accumulator.type(), launch.threads);
        List<Loop> outputs = Loop.all(0, kernel.extents());
        List<Loop> reduced = Loop.all(kernel.extents().length, kernel.reduced());
        Code counters = new Code(1);
        Grid.counters("element", outputs, "", counters);
        Code body = new Code(2);
        Grid.counters("r", reduced, "", body);
        ElementCode.combine(kernel, memory, accumulator, "total", new Indexes(memory, body), body, "r");
        Code stores = new Code(1);
        stores.line("let result = " + partial + "[0];");
        Stores.write(kernel, memory, new Indexes(memory, stores), stores, accumulator.result("result"));
        launch.add(
                kernel.label(),
                new Template(Templates.WORKGROUP_REDUCTION)
                        .fill("label", kernel.label())
                        .fill("partial", partial)
                        .fill("combined", accumulator.combined(partial + "[lane]", partial + "[lane + half]"))
                        .fill("threads", launch.threads)
                        .fill("half", launch.threads / 2)
                        .fill("reduced", kernel.reducedSize())
                        .fill("first", accumulator.first())
                        .fill("counters", counters)
                        .fill("body", body)
                        .fill("stores", stores),
                kernel.outputs());
    }
}
