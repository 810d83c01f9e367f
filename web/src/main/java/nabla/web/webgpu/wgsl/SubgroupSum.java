package nabla.web.webgpu.wgsl;

import java.util.List;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.compile.Reduction;
import nabla.op.DType;

/** Long sums on a software adapter: the lanes of a SIMD instruction share the values of an output, which lie side by side. */
record SubgroupSum(Kernel kernel, Memory memory) implements KernelCode {
    private static final int LANES = Tuning.LANES;
    private static final int LONG = 64;
    private static final int LONG_LOOP = 4 * LANES;

    /** Whether a kernel is such a sum. */
    static boolean fits(Kernel kernel) {
        if (kernel.reduction() != Reduction.SUM
                || kernel.body() == null
                || kernel.body().type() != DType.FLOAT32
                || kernel.reducedSize() < LONG) {
            return false;
        }
        int last = kernel.extents().length + kernel.reduced().length - 1;
        boolean sideBySide = kernel.reduced()[kernel.reduced().length - 1] >= LONG_LOOP;
        for (Load load : kernel.loads()) {
            if (load instanceof Load.Memory from && from.address().dependsOn(last)) {
                Index address = from.address();
                sideBySide = sideBySide && address.variesOnlyLinearly(last) && address.strideOf(last) == 1;
            }
        }
        return sideBySide;
    }

    @Override
    public int threads() {
        return 0;
    }

    @Override
    public void addTo(LaunchCode launch) {
        launch.useSubgroups();
        Accumulator accumulator = Accumulator.of(kernel);
        accumulator.declare(launch);
        Code sum = new Code(1);
        Grid.counters("element", Loop.all(0, kernel.extents()), "", sum);
        sum.line("var total = 0.0f;");
        List<Loop> reduced = Loop.all(kernel.extents().length, kernel.reduced());
        Loop.openAcross(reduced, "i32(lane % " + LANES + "u)", LANES, sum);
        ElementCode.combine(kernel, memory, accumulator, "total", new Indexes(memory, sum), sum, "");
        Loop.close(reduced, sum);
        Code stores = new Code(2);
        Grid.counters("element", Loop.all(0, kernel.extents()), "", stores);
        Stores.write(kernel, memory, new Indexes(memory, stores), stores, "result");
        int ofGroup = TileShape.ofGroup(kernel.outputs(), launch.threads);
        launch.add(
                kernel.label(),
                new Template(Templates.SUBGROUP_SUM)
                        .fill("label", kernel.label())
                        .fill("lanes", LANES)
                        .fill("ofGroup", ofGroup)
                        .fill("active", ofGroup * LANES)
                        .fill("outputs", kernel.outputs())
                        .fill("sum", sum)
                        .fill("stores", stores),
                (kernel.outputs() + ofGroup - 1) / ofGroup);
    }
}
