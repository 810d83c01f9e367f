package nabla.backend.jvm;

import java.util.ArrayList;
import java.util.List;
import nabla.compile.Contraction;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Reduction;
import nabla.compile.Store;
import nabla.op.Expr;
import org.jspecify.annotations.Nullable;

/** Interprets one kernel: blocks along the last output loop, odometers over the others. */
final class KernelLoop {
    private final Kernel kernel;
    private final int outputLoops;
    private final int lastAxis;
    private final int lastExtent;
    private final double[] accumulator = new double[BlockProgram.BLOCK];
    private final BlockProgram epilogue;
    private final @Nullable BlockProgram body;
    private final @Nullable Products products;

    KernelLoop(Kernel kernel) {
        this.kernel = kernel;
        outputLoops = kernel.extents().length;
        lastAxis = outputLoops - 1;
        lastExtent = outputLoops == 0 ? 1 : kernel.extents()[lastAxis];
        List<Expr> values = new ArrayList<>();
        for (Store store : kernel.stores()) {
            values.add(store.value());
        }
        epilogue = new BlockProgram(values, kernel.loads(), accumulator);
        Expr reduced = kernel.body();
        Contraction contraction = Contraction.of(kernel);
        products = contraction == null ? null : new Products(kernel, contraction);
        body = reduced == null || products != null
                ? null
                : new BlockProgram(List.of(reduced), kernel.loads(), accumulator);
    }

    void run(Run run) {
        int[] counters = new int[outputLoops + kernel.reduced().length];
        if (products != null) {
            products.multiply(run);
        }
        int done = 0;
        do {
            for (int from = 0; from < lastExtent; from += BlockProgram.BLOCK) {
                int count = Math.min(BlockProgram.BLOCK, lastExtent - from);
                if (lastAxis >= 0) {
                    counters[lastAxis] = from;
                }
                accumulate(run, counters, count, done);
                epilogue.run(run, counters, lastAxis, count);
                store(run, counters, count);
                done += count;
            }
            if (lastAxis >= 0) {
                counters[lastAxis] = 0;
            }
        } while (advance(counters, 0, lastAxis, kernel.extents(), 0));
    }

    /** Counts the loops [first, end) one further, the last fastest; false after the last round. */
    static boolean advance(int[] counters, int first, int end, int[] extents, int shift) {
        for (int axis = end - 1; axis >= first; axis--) {
            if (++counters[axis] < extents[axis - shift]) {
                return true;
            }
            counters[axis] = 0;
        }
        return false;
    }

    private void store(Run run, int[] counters, int count) {
        for (Store store : kernel.stores()) {
            Cells cells = run.cells(store.slot());
            int start = run.start(store.slot());
            Index address = store.address();
            double[] block = epilogue.block(store.value());
            if (lastAxis < 0 || address.variesOnlyLinearly(lastAxis)) {
                int stride = lastAxis < 0 ? 0 : address.strideOf(lastAxis);
                cells.write(store.slot().type(), start + run.of(address, counters), stride, block, count);
            } else {
                int from = counters[lastAxis];
                for (int i = 0; i < count; i++) {
                    counters[lastAxis] = from + i;
                    cells.set(store.slot().type(), start + run.of(address, counters), block[i]);
                }
                counters[lastAxis] = from;
            }
        }
    }

    private void accumulate(Run run, int[] counters, int count, int done) {
        if (products != null) {
            products.copy(done, accumulator, count);
        } else if (body != null) {
            int loops = kernel.reduced().length;
            int innermost = loops == 0 ? 1 : kernel.reduced()[loops - 1];
            if (count >= innermost) {
                acrossOutputs(body, run, counters, count);
            } else {
                int from = lastAxis < 0 ? 0 : counters[lastAxis];
                for (int i = 0; i < count; i++) {
                    if (lastAxis >= 0) {
                        counters[lastAxis] = from + i;
                    }
                    accumulator[i] = alongReduced(body, run, counters);
                }
                if (lastAxis >= 0) {
                    counters[lastAxis] = from;
                }
            }
        }
    }

    /** A block of outputs at once, one reduced element after another. */
    private void acrossOutputs(BlockProgram program, Run run, int[] counters, int count) {
        Accumulation[] sums = new Accumulation[count];
        for (int i = 0; i < count; i++) {
            sums[i] = new Accumulation(reduction());
        }
        do {
            program.run(run, counters, lastAxis, count);
            double[] block = program.block(reducedBody());
            for (int i = 0; i < count; i++) {
                sums[i].add(block[i]);
            }
        } while (advance(counters, outputLoops, counters.length, kernel.reduced(), outputLoops));
        for (int i = 0; i < count; i++) {
            accumulator[i] = sums[i].result();
        }
    }

    /** One output: blocks along the innermost reduced loop. */
    private double alongReduced(BlockProgram program, Run run, int[] counters) {
        Accumulation sum = new Accumulation(reduction());
        if (kernel.reduced().length == 0) {
            program.run(run, counters, -1, 1);
            sum.add(program.block(reducedBody())[0]);
            return sum.result();
        }
        int axis = counters.length - 1;
        int extent = kernel.reduced()[axis - outputLoops];
        do {
            for (int from = 0; from < extent; from += BlockProgram.BLOCK) {
                int count = Math.min(BlockProgram.BLOCK, extent - from);
                counters[axis] = from;
                program.run(run, counters, axis, count);
                double[] block = program.block(reducedBody());
                for (int i = 0; i < count; i++) {
                    sum.add(block[i]);
                }
            }
            counters[axis] = 0;
        } while (advance(counters, outputLoops, axis, kernel.reduced(), outputLoops));
        return sum.result();
    }

    private Reduction reduction() {
        return java.util.Objects.requireNonNull(kernel.reduction());
    }

    private Expr reducedBody() {
        return java.util.Objects.requireNonNull(kernel.body());
    }
}
