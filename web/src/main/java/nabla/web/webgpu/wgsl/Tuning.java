package nabla.web.webgpu.wgsl;

/**
 * What suits an adapter.
 *
 * @param threads invocations in a workgroup of an elementwise kernel
 * @param cooperative whether workgroups share memory and wait for each other: right for a GPU, slow on a software adapter,
 *     which runs the invocations one after another
 */
public record Tuning(int threads, boolean cooperative) {
    /** For a real GPU. */
    public static final Tuning GPU = new Tuning(64, true);

    /** For an adapter that is a program on the CPU. */
    public static final Tuning SOFTWARE = new Tuning(64, false);
}
