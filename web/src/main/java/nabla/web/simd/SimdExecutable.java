package nabla.web.simd;

import nabla.backend.Executable;
import nabla.compile.Plan;

/** A plan compiled to a module that the host knows by a number. */
final class SimdExecutable extends Executable {
    final int module;
    final Arguments arguments;
    final int argumentsAddress;

    /** How often it was run. */
    int runs;

    SimdExecutable(Plan plan, int module, Arguments arguments, int argumentsAddress) {
        super(plan);
        this.module = module;
        this.arguments = arguments;
        this.argumentsAddress = argumentsAddress;
    }
}
