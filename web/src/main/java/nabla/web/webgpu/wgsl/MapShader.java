package nabla.web.webgpu.wgsl;

import java.util.List;
import nabla.compile.Kernel;

/** Kernels without a reduction: an invocation for each element. */
final class MapShader {
    private MapShader() {}

    static Shader of(Kernel kernel, RunLayout run, int threads) {
        Memory memory = new Memory(kernel, run);
        List<Loop> loops = Loop.all(0, kernel.extents());
        Code code = new Code(1);
        Grid.counters("element", loops, "", code);
        Stores.write(kernel, memory, new Indexes(memory, code), code, "");
        Grid grid = Grid.of((kernel.outputs() + threads - 1) / threads);
        String text = new Template(Templates.MAP)
                .fill("label", kernel.label())
                .fill("memory", memory.declarations())
                .fill("threads", threads)
                .fill("row", grid.x() * threads)
                .fill("outputs", kernel.outputs())
                .fill("body", code)
                .finished();
        return new Shader(kernel.label(), text, grid.x(), grid.y(), memory.bindings());
    }
}
