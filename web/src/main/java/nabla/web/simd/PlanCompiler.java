package nabla.web.simd;

import static nabla.web.wasm.Instruction.I32_ADD;
import static nabla.web.wasm.Instruction.I32_LT_S;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import nabla.compile.Kernel;
import nabla.compile.Loops;
import nabla.compile.Phases;
import nabla.compile.Plan;
import nabla.web.wasm.Code;
import nabla.web.wasm.Function;
import nabla.web.wasm.Local;
import nabla.web.wasm.MemoryInstruction;
import nabla.web.wasm.ValueType;
import nabla.web.wasm.WasmModule;

/**
 * Turns a plan into one WebAssembly module. It imports the memory, {@code env.memory}, and exports one function,
 * {@code run}, which takes the address of its {@link Arguments} and calls a function for each kernel: engines optimise
 * small functions better than one huge one.
 */
final class PlanCompiler {
    private final Arguments arguments;
    private final MultiplyAdd multiplyAdd;
    private final WasmModule module = new WasmModule();
    private final MathFunctions functions = new MathFunctions(module);
    private final Scratch scratch;
    private final Function run;
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
        scratch = new Scratch(plan.workspaceBytes());
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
                compiler.compile(Phases.split(Loops.merged(part)));
            }
        }
        Denormals.clear(plan, compiler.arguments, compiler.module, compiler.run);
        compiler.run.code().end();
        return new Result(compiler.module.toBytes(), compiler.scratch.end());
    }

    /** Writes the phases of a kernel; those that no tiles cover take turns, so that the memory they share is near. */
    private void compile(List<Kernel> phases) {
        Kernel first = phases.get(0);
        boolean takeTurns = phases.size() > 1 && !first.isContraction();
        List<Step> turn = new ArrayList<>();
        for (Kernel phase : phases) {
            takeTurns &= phase.extents().length > 1 && phase.extents()[0] == first.extents()[0];
        }
        for (Kernel phase : phases) {
            if (takeTurns && phase.outputs() > 0) {
                turn.add(new Step.Run(Loops.merged(phase, 1)));
            } else if (phase.outputs() > 0) {
                scratch.clear();
                write(new Blocking(scratch).steps(Loops.merged(phase)), List.of());
            }
        }
        if (!turn.isEmpty()) {
            write(List.of(new Step.Repeat(first.extents()[0], turn)), List.of());
        }
    }

    /** Writes the steps into {@code run}; a kernel's function gets the counters of the loops around it. */
    private void write(List<Step> steps, List<Local> counters) {
        Code code = run.code();
        for (Step step : steps) {
            if (step instanceof Step.Run each) {
                write(each.kernel(), counters);
            } else if (step instanceof Step.Repeat repeat) {
                Local counter = run.local(ValueType.I32);
                List<Local> inner = new ArrayList<>(counters);
                inner.add(counter);
                code.constant(0).set(counter).loop();
                write(repeat.steps(), inner);
                code.get(counter).constant(1).op(I32_ADD).tee(counter);
                code.constant(repeat.count()).op(I32_LT_S).branchIf(0).end();
            }
        }
    }

    /** Writes a function for the kernel and calls it; a run ends where the function has found what must not be. */
    private void write(Kernel kernel, List<Local> counters) {
        int bound = counters.size();
        Function function = module.function(Collections.nCopies(1 + bound, ValueType.I32), List.of());
        Guard guard = new Guard(function, arguments, this.kernel);
        Nest nest = new Nest(function, arguments, kernel, guard, bound);
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
        code.get(run.parameter(0));
        for (Local counter : counters) {
            code.get(counter);
        }
        code.call(function);
        if (guard.isUsed()) {
            code.get(run.parameter(0))
                    .memory(MemoryInstruction.I32_LOAD, arguments.finding())
                    .branchIf(counters.size());
        }
    }
}
