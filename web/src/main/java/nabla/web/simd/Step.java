package nabla.web.simd;

import java.util.List;
import nabla.compile.Kernel;

/** What the code of a plan does, one thing after the other. */
sealed interface Step {
    /**
     * Runs a kernel for one pass of the loops around it.
     *
     * @param kernel its first output loops are those around it, from the outermost
     */
    record Run(Kernel kernel) implements Step {}

    /** A loop around several steps. */
    record Repeat(int count, List<Step> steps) implements Step {}
}
