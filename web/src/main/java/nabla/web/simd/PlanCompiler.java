package nabla.web.simd;

import java.util.List;
import nabla.compile.Kernel;
import nabla.compile.Loops;
import nabla.compile.Plan;
import nabla.web.wasm.Code;
import nabla.web.wasm.Function;
import nabla.web.wasm.ValueType;
import nabla.web.wasm.WasmModule;

/**
 * Turns a plan into one WebAssembly module. It imports the memory, {@code env.memory}, and exports one function,
 * {@code run}, which takes the address of its {@link Arguments} and calls a function for each kernel: engines optimise
 * small functions better than one huge one.
 */
final class PlanCompiler {
    private final Plan plan;
    private final WasmModule module = new WasmModule();
    private final MathFunctions functions = new MathFunctions(module);
    private final Arguments arguments;

    private PlanCompiler(Plan plan) {
        this.plan = plan;
        this.arguments = Arguments.of(plan);
    }

    /** The module's bytes. */
    static byte[] compile(Plan plan) {
        return new PlanCompiler(plan).module();
    }

    /** How much workspace the module uses. */
    static int workspaceBytes(Plan plan) {
        return plan.workspaceBytes();
    }

    private byte[] module() {
        module.importMemory("env", "memory", 1);
        Function run = module.function(List.of(ValueType.I32), List.of());
        module.export("run", run);
        Code code = run.code();
        for (Kernel kernel : plan.kernels()) {
            Function function = module.function(List.of(ValueType.I32), List.of());
            write(Loops.merged(kernel), function);
            code.get(run.parameter(0)).call(function);
        }
        return module.toBytes();
    }

    private void write(Kernel kernel, Function function) {
        Nest nest = new Nest(function, arguments, kernel);
        Values values = new Values(nest, kernel, functions);
        if (kernel.outputs() > 0) {
            if (kernel.reduction() == null) {
                new MapCode(kernel, nest, values).write();
            } else {
                new ReductionCode(kernel, nest, values, functions).write();
            }
        }
        nest.finish();
    }
}
