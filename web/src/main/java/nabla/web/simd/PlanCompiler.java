package nabla.web.simd;

import java.util.ArrayList;
import java.util.List;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.compile.Loops;
import nabla.compile.Phases;
import nabla.compile.Plan;
import nabla.op.Expr;
import nabla.web.wasm.Code;
import nabla.web.wasm.Function;
import nabla.web.wasm.MemoryInstruction;
import nabla.web.wasm.ValueType;
import nabla.web.wasm.WasmModule;

/**
 * Turns a plan into one WebAssembly module. It imports the memory, {@code env.memory}, and exports one function,
 * {@code run}, which takes the address of its {@link Arguments} and calls a function for each kernel: engines optimise
 * small functions better than one huge one.
 */
final class PlanCompiler {
    /** Slot numbers of scratch memory, far from those of the plan. */
    private static final int SCRATCH = 1 << 24;

    private final Arguments arguments;
    private final MultiplyAdd multiplyAdd;
    private final WasmModule module = new WasmModule();
    private final MathFunctions functions = new MathFunctions(module);
    private final int planBytes;
    private final Function run;
    private int workspaceBytes;
    private int scratches;
    private int kernel;

    /**
     * What a plan becomes.
     *
     * @param workspaceBytes how much workspace the module uses: the plan's, and scratch memory of its own behind it
     */
    record Result(byte[] module, int workspaceBytes) {}

    private PlanCompiler(Plan plan, MultiplyAdd multiplyAdd) {
        this.multiplyAdd = multiplyAdd;
        arguments = Arguments.of(plan);
        planBytes = (plan.workspaceBytes() + 15) / 16 * 16;
        workspaceBytes = planBytes;
        module.importMemory("env", "memory", 1);
        run = module.function(List.of(ValueType.I32), List.of());
        module.export("run", run);
    }

    /**
     * The plan's module.
     *
     * @param multiplyAdd how contractions add up their products
     */
    static Result compile(Plan plan, MultiplyAdd multiplyAdd) {
        PlanCompiler compiler = new PlanCompiler(plan, multiplyAdd);
        compiler.run.code().block();
        for (; compiler.kernel < plan.kernels().size(); compiler.kernel++) {
            for (Kernel part : Updates.apart(plan.kernels().get(compiler.kernel))) {
                for (Kernel phase : Phases.split(Loops.merged(part))) {
                    compiler.prepare(Loops.merged(phase));
                }
            }
        }
        compiler.run.code().end();
        return new Result(compiler.module.toBytes(), compiler.workspaceBytes);
    }

    /** Writes the kernel; a contraction after copies of the factors that it reads with bounds. */
    private void prepare(Kernel kernel) {
        if (kernel.outputs() == 0) {
            return;
        }
        Kernel ready = kernel;
        Expr body = kernel.body();
        if (body != null && kernel.isContraction()) {
            int offset = planBytes;
            List<Load> loads = new ArrayList<>(kernel.loads());
            for (int i = 0; i < 2; i++) {
                int number = body.argument(i).index();
                if (loads.get(number) instanceof Load.Memory memory
                        && !memory.bounds().isEmpty()) {
                    Padding padding = Padding.of(memory, extents(kernel), SCRATCH + scratches, offset);
                    if (padding != null) {
                        scratches++;
                        write(Loops.merged(padding.copy()));
                        loads.set(number, padding.load());
                        offset += (4 * padding.copy().outputs() + 15) / 16 * 16;
                    }
                }
            }
            workspaceBytes = Math.max(workspaceBytes, offset);
            ready = new Kernel(
                    kernel.label(),
                    loads,
                    kernel.extents(),
                    kernel.reduced(),
                    kernel.reduction(),
                    body,
                    kernel.stores());
        }
        write(ready);
    }

    private static int[] extents(Kernel kernel) {
        int rank = kernel.extents().length;
        int[] extents = new int[rank + kernel.reduced().length];
        System.arraycopy(kernel.extents(), 0, extents, 0, rank);
        System.arraycopy(kernel.reduced(), 0, extents, rank, kernel.reduced().length);
        return extents;
    }

    private void write(Kernel kernel) {
        Function function = module.function(List.of(ValueType.I32), List.of());
        Guard guard = new Guard(function, arguments, this.kernel);
        Nest nest = new Nest(function, arguments, kernel, guard);
        Values values = new Values(nest, kernel, functions);
        if (kernel.reduction() == null) {
            new MapCode(kernel, nest, values).write();
        } else {
            ContractionCode contraction = ContractionCode.of(kernel, nest, values, multiplyAdd);
            if (contraction != null) {
                contraction.write();
            } else {
                new ReductionCode(kernel, nest, values, functions).write();
            }
        }
        nest.finish();
        Code code = run.code();
        code.get(run.parameter(0)).call(function);
        if (guard.isUsed()) {
            code.get(run.parameter(0))
                    .memory(MemoryInstruction.I32_LOAD, arguments.finding())
                    .branchIf(0);
        }
    }
}
