package nabla.web.webgpu.wgsl;

import java.util.List;
import nabla.compile.Kernel;
import nabla.compile.Launch;

/**
 * A chain of kernels, row by row: an invocation takes a short row through all of them; of a long row a workgroup's
 * invocations share each kernel's elements and wait for each other before the next.
 */
record Rows(Launch.Chain chain, Memory memory, boolean cooperative) implements KernelCode {
    /** So many rows a workgroup, where an invocation takes one: few, so that there are workgroups for all cores. */
    private static final int ROWS_OF_GROUP = 16;

    /** What a row may cost for one invocation of a GPU. */
    private static final int SHORT_ROW = 64;

    /** The code of a chain that suits the tuning. */
    static Rows of(Launch.Chain chain, Memory memory, Tuning tuning) {
        long longest = 0;
        for (Kernel kernel : chain.kernels()) {
            longest = Math.max(longest, (long) kernel.outputs() / chain.rows() * kernel.reducedSize());
        }
        return new Rows(chain, memory, tuning.cooperative() && longest > SHORT_ROW);
    }

    @Override
    public int threads() {
        return 0;
    }

    @Override
    public void addTo(LaunchCode launch) {
        StringBuilder label = new StringBuilder();
        Code code = new Code(1);
        for (int i = 0; i < chain.kernels().size(); i++) {
            Kernel kernel = chain.kernels().get(i);
            label.append(i == 0 ? "" : ", ").append(kernel.label());
            if (i > 0 && cooperative) {
                code.line("storageBarrier();");
            }
            code.line("// " + kernel.label());
            int elements = kernel.outputs() / chain.rows();
            String first = cooperative ? "lane" : "0u";
            String step = cooperative ? " += " + launch.threads + "u" : "++";
            code.open("for (var element = " + first + "; element < " + elements + "u; element" + step + ")");
            List<Loop> loops = Loop.all(0, kernel.extents());
            Grid.counters("element", loops.subList(1, loops.size()), "", code);
            ElementCode.write(kernel, memory, launch, code);
            code.close();
        }
        int rowsOfGroup = cooperative ? 1 : Math.min(ROWS_OF_GROUP, launch.threads);
        Template template = new Template(cooperative ? Templates.WORKGROUP_ROWS : Templates.ROWS).fill("body", code);
        if (!cooperative) {
            template.fill("rowsOfGroup", rowsOfGroup).fill("rows", chain.rows());
        }
        launch.add(label.toString(), template, (chain.rows() + rowsOfGroup - 1) / rowsOfGroup);
    }
}
