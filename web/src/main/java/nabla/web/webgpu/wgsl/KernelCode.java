package nabla.web.webgpu.wgsl;

/** How a kernel, or a chain of them, is computed: decided before the rest of its dispatch is known. */
interface KernelCode {
    /** How many invocations a workgroup must have; 0 if any number will do. */
    int threads();

    /** Writes it. */
    void addTo(LaunchCode launch);
}
