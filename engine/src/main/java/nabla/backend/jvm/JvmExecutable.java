package nabla.backend.jvm;

import java.util.ArrayList;
import java.util.List;
import nabla.backend.Executable;
import nabla.compile.Kernel;
import nabla.compile.Plan;
import nabla.op.Buffer;

/** A plan's kernels, each ready to be interpreted, and the memory for its intermediate values. */
final class JvmExecutable extends Executable {
    private final List<KernelLoop> loops = new ArrayList<>();
    private final Run run;

    JvmExecutable(Plan plan) {
        super(plan);
        run = new Run(plan.workspaceBytes());
        for (Kernel kernel : plan.kernels()) {
            loops.add(new KernelLoop(kernel));
        }
    }

    void run(Buffer[] leaves, Buffer[] outputs, double[] scalars) {
        run.bind(leaves, outputs, scalars);
        for (KernelLoop loop : loops) {
            loop.run(run);
        }
    }
}
