package nabla.web.webgpu.wgsl;

/**
 * The WGSL templates. They are text blocks, since resources of TeaVM 0.15.0 give a module that browsers refuse ("data
 * segment is out of bounds").
 */
final class Templates {
    /** Kernels without a reduction. */
    static final String MAP = """
            // {{label}}
            // Each invocation makes one element of the output: its loads, the expression, its stores.
            {{memory}}
            @compute @workgroup_size({{threads}})
            fn main(@builtin(global_invocation_id) id: vec3u) {
                let element = id.y * {{row}}u + id.x;
                if (element >= {{outputs}}u) {
                    return;
                }
            {{body}}
            }
            """;

    /** Reductions, an invocation for each output. */
    static final String REDUCTION = """
            // {{label}}
            // Each invocation makes one element of the output: it goes through all the values that are reduced to it.
            {{memory}}
            @compute @workgroup_size({{threads}})
            fn main(@builtin(global_invocation_id) id: vec3u) {
                let element = id.y * {{row}}u + id.x;
                if (element >= {{outputs}}u) {
                    return;
                }
            {{body}}
            }
            """;

    /** Reductions, a workgroup for each output. */
    static final String REDUCTION_WORKGROUP = """
            // {{label}}
            // Each workgroup makes one element of the output: its invocations share the {{reduced}} values, then combine in a tree.
            {{memory}}
            var<workgroup> partial: array<{{type}}, {{threads}}>;

            @compute @workgroup_size({{threads}})
            fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
                let element = group.y * {{row}}u + group.x;
                if (element >= {{outputs}}u) {
                    return;
                }
            {{counters}}
                var total = {{first}};
                for (var r = lane; r < {{reduced}}u; r += {{threads}}u) {
            {{body}}
                }
                partial[lane] = total;
                for (var half = {{half}}u; 0u < half; half = half / 2u) {
                    workgroupBarrier();
                    if (lane < half) {
                        partial[lane] = combine(partial[lane], partial[lane + half]);
                    }
                }
                if (lane != 0u) {
                    return;
                }
            {{stores}}
            }
            """;

    /** The function {@code power}, put behind a shader that calls it. */
    static final String POWER = """

            // x to the power y for every sign of x: an odd whole y keeps the sign, a y with a fraction has no real result.
            fn power(x: f32, y: f32) -> f32 {
                if (y == 0.0) {
                    return 1.0;
                }
                let size = pow(abs(x), y);
                if (0.0 <= x) {
                    return size;
                }
                let whole = floor(y) == y;
                let odd = floor(y * 0.5) * 2.0 != y;
                return select(run.infinity - run.infinity, select(size, -size, odd), whole);
            }
            """;

    private Templates() {}
}
