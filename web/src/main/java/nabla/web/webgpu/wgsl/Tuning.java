package nabla.web.webgpu.wgsl;

/**
 * What suits an adapter.
 *
 * @param threads invocations in a workgroup of an elementwise kernel
 * @param cooperative whether workgroups share memory and wait for each other: right for a GPU, slow on a software adapter,
 *     which runs the invocations one after another
 * @param subgroups whether invocations in groups of {@link #LANES} add up their numbers, where workgroups do not cooperate
 * @param timing how many milliseconds the tiles of a contraction may be timed while a program trains, where workgroups
 *     cooperate; with 0 all get the standard ones, and a program makes the same calls in each run
 */
public record Tuning(int threads, boolean cooperative, boolean subgroups, double timing) {
    /** How many invocations a software adapter runs at once, as the lanes of one SIMD instruction. */
    public static final int LANES = 4;

    /** For a real GPU. */
    public static final Tuning GPU = new Tuning(64, true, false, 0);

    /** For an adapter that is a program on the CPU. */
    public static final Tuning SOFTWARE = new Tuning(64, false, true, 0);

    /** The same for an adapter whose subgroups do not have {@link #LANES} invocations. */
    public Tuning withoutSubgroups() {
        return new Tuning(threads, cooperative, false, timing);
    }

    /** The same with so many milliseconds to time the tiles of a contraction. */
    public Tuning withTiming(double milliseconds) {
        return new Tuning(threads, cooperative, subgroups, milliseconds);
    }
}
