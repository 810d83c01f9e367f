package nabla.web.webgpu.wgsl;

import java.util.List;
import nabla.compile.Kernel;

/** Maps and short reductions: an invocation for each element. */
record Elements(Kernel kernel, Memory memory) implements KernelCode {
    @Override
    public int threads() {
        return 0;
    }

    @Override
    public void addTo(LaunchCode launch) {
        List<Loop> loops = Loop.all(0, kernel.extents());
        Code code = new Code(1);
        ElementCode.write(kernel, loops, memory, launch, code);
        launch.add(
                kernel.label(),
                new Template(Templates.ELEMENTS)
                        .fill("label", kernel.label())
                        .fill("threads", launch.threads)
                        .fill("outputs", kernel.outputs())
                        .fill("body", code),
                (kernel.outputs() + launch.threads - 1) / launch.threads);
    }
}
