package nabla.web.webgpu.wgsl;

import java.util.List;
import nabla.compile.Kernel;

/**
 * Maps and short reductions: an invocation for each element.
 *
 * @param kernels whose loops have the same extents; an invocation makes the same element of all of them
 */
record Elements(List<Kernel> kernels, Memory memory) implements KernelCode {
    @Override
    public int threads() {
        return 0;
    }

    @Override
    public void addTo(LaunchCode launch) {
        StringBuilder label = new StringBuilder();
        Kernel first = kernels.get(0);
        Code code = new Code(1);
        Grid.counters("element", Loop.all(0, first.extents()), "", code);
        for (Kernel kernel : kernels) {
            label.append(label.length() == 0 ? "" : ", ").append(kernel.label());
            ElementCode.write(kernel, memory, launch, code);
        }
        launch.add(
                label.toString(),
                new Template(Templates.ELEMENTS)
                        .fill("label", label)
                        .fill("threads", launch.threads)
                        .fill("outputs", first.outputs())
                        .fill("body", code),
                (first.outputs() + launch.threads - 1) / launch.threads);
    }
}
