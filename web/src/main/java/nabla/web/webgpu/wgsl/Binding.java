package nabla.web.webgpu.wgsl;

/** A region that a shader is bound to, and whether it writes there. Its number is its position in the shader's list. */
public record Binding(Region region, boolean written) {}
