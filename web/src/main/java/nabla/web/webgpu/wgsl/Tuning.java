package nabla.web.webgpu.wgsl;

/**
 * What suits an adapter.
 *
 * @param threads invocations in a workgroup of an elementwise kernel
 * @param cooperative whether workgroups share memory and wait for each other: right for a GPU, slow on a software adapter,
 *     which runs the invocations one after another
 * @param subgroups whether invocations in groups of {@link #LANES} add up their numbers, where workgroups do not cooperate
 */
public record Tuning(int threads, boolean cooperative, boolean subgroups) {
    /** How many invocations a software adapter runs at once, as the lanes of one SIMD instruction. */
    public static final int LANES = 4;

    /** For a real GPU. */
    public static final Tuning GPU = new Tuning(64, true, false);

    /** For an adapter that is a program on the CPU. */
    public static final Tuning SOFTWARE = new Tuning(64, false, true);

    /** The same for an adapter whose subgroups do not have {@link #LANES} invocations. */
    public Tuning withoutSubgroups() {
        return new Tuning(threads, cooperative, false);
    }
}
