package nabla.web.webgpu.wgsl;

import java.util.List;

/**
 * The kernels of one dispatch as WGSL.
 *
 * @param label what they compute, for people
 * @param code the whole module; its entry point is {@code main}
 * @param groupsX how many workgroups to dispatch along x
 * @param groupsY along y
 * @param bindings of the bind group 1, in order; group 0 is the run
 */
public record Shader(String label, String code, int groupsX, int groupsY, List<Binding> bindings) {
    /** How many lines of code it is. */
    int lines() {
        int lines = 0;
        for (int i = code.indexOf('\n'); i >= 0; i = code.indexOf('\n', i + 1)) {
            lines++;
        }
        return lines;
    }
}
