package nabla.web.webgpu.wgsl;

/**
 * The WGSL templates. They are text blocks, since resources of TeaVM 0.15.0 give a module that browsers refuse ("data
 * segment is out of bounds").
 */
final class Templates {
    /** A dispatch: its kernels' functions, and who calls which. */
    static final String LAUNCH = """
            {{declarations}}{{functions}}
            @compute @workgroup_size({{threads}})
            fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
                let group = id.y * {{row}}u + id.x;
            {{calls}}
            }
            """;

    /**
     * Maps and short reductions. Each invocation makes one element of the output from all the values that are reduced
     * to it.
     */
    static final String ELEMENTS = """

            // {{label}}
            fn kernel{{n}}(group: u32, lane: u32) {
                let element = group * {{threads}}u + lane;
                if (element >= {{outputs}}u) {
                    return;
                }
            {{body}}
            }
            """;

    /**
     * Chains of kernels with short rows. Each invocation takes one row through all of them.
     */
    static final String ROWS = """

            fn kernel{{n}}(group: u32, lane: u32) {
                let row = group * {{rowsOfGroup}}u + lane;
                if (lane >= {{rowsOfGroup}}u || row >= {{rows}}u) {
                    return;
                }
                let i0 = i32(row);
            {{body}}
            }
            """;

    /**
     * Chains of kernels with longer rows. Each workgroup takes one row through all of them.
     */
    static final String WORKGROUP_ROWS = """

            fn kernel{{n}}(group: u32, lane: u32) {
                let i0 = i32(group);
            {{body}}
            }
            """;

    /**
     * Long reductions. Each workgroup makes one element of the output: its invocations share the values, then combine
     * in a tree.
     */
    static final String WORKGROUP_REDUCTION = """

            // {{label}}
            fn kernel{{n}}(group: u32, lane: u32) {
                let element = group;
            {{counters}}
                var total = {{first}};
                for (var r = lane; r < {{reduced}}u; r += {{threads}}u) {
            {{body}}
                }
                {{partial}}[lane] = total;
                for (var half = {{half}}u; 0u < half; half = half / 2u) {
                    workgroupBarrier();
                    if (lane < half) {
                        {{partial}}[lane] = {{combined}};
                    }
                }
                if (lane != 0u) {
                    return;
                }
            {{stores}}
            }
            """;

    /**
     * Long sums on a software adapter. Some invocations, the lanes, make one element of the output: each adds up its
     * share of the values, then they add their sums.
     */
    static final String SUBGROUP_SUM = """

            // {{label}}
            fn kernel{{n}}(group: u32, lane: u32) {
                let element = group * {{ofGroup}}u + lane / {{lanes}}u;
                if (lane >= {{active}}u || element >= {{outputs}}u) {
                    return;
                }
            {{sum}}
                let result = subgroupAdd(total);
                if (lane % {{lanes}}u == 0u) {
            {{stores}}
                }
            }
            """;

    /**
     * Contractions on a software adapter. Some invocations make a tile of elements together, as the lanes of SIMD
     * instructions: neighbours read neighbouring memory.
     */
    static final String REGISTER_TILES = """

            // {{label}}: {{rows}} x {{columns}}, sums of {{inner}} products
            // {{lanes}} invocations make a tile of {{tileRows}} x {{tileColumns}} elements.
            fn finish{{n}}(batch: u32, row: u32, column: u32, total: f32) {
            {{stores}}
            }

            fn kernel{{n}}(group: u32, lane: u32) {
                let tile = group * {{ofGroup}}u + lane / {{lanes}}u;
                if (lane >= {{active}}u || tile >= {{tiles}}u) {
                    return;
                }
                let within = lane % {{lanes}}u;
                let batch = tile / {{tilesOfBatch}}u;
                let row = tile % {{tilesOfBatch}}u / {{columnTiles}}u * {{tileRows}}u;
            {{body}}
            }
            """;

    /**
     * Contractions, a tile of elements for each workgroup. Each workgroup makes a tile of elements: it brings some
     * columns of the left and rows of the right factor to shared memory, multiplies, and goes on.
     */
    static final String SHARED_TILES = """

            // {{label}}: {{rows}} x {{columns}}, sums of {{inner}} products
            // Each workgroup makes a tile of {{groupRows}} x {{groupColumns}} elements, {{depth}} deep at a time.
            fn left_factor{{n}}(batch: u32, row: u32, inner: u32) -> f32 {
                if (row >= {{rows}}u || inner >= {{inner}}u) {
                    return 0.0;
                }
            {{left}}
            }

            fn right_factor{{n}}(batch: u32, column: u32, inner: u32) -> f32 {
                if (column >= {{columns}}u || inner >= {{inner}}u) {
                    return 0.0;
                }
            {{right}}
            }

            fn finish{{n}}(batch: u32, row: u32, column: u32, total: f32) {
                if (row >= {{rows}}u || column >= {{columns}}u) {
                    return;
                }
            {{stores}}
            }

            fn kernel{{n}}(group: u32, lane: u32) {
                let batch = group / {{tilesOfBatch}}u;
                let row = group % {{tilesOfBatch}}u / {{columnTiles}}u * {{groupRows}}u;
                let column = group % {{columnTiles}}u * {{groupColumns}}u;
                let x = lane % 16u;
                let y = lane / 16u;
            {{totals}}
                for (var start = 0u; start < {{inner}}u; start += {{depth}}u) {
                    for (var i = lane; i < {{leftCount}}u; i += 256u) {
                        let r = {{leftRow}};
                        let k = {{leftInner}};
                        left_tile[k * {{leftStride}}u + r] = left_factor{{n}}(batch, row + r, start + k);
                    }
                    for (var i = lane; i < {{rightCount}}u; i += 256u) {
                        let c = {{rightColumn}};
                        let k = {{rightInner}};
                        right_tile[k * {{rightStride}}u + c] = right_factor{{n}}(batch, column + c, start + k);
                    }
                    workgroupBarrier();
                    for (var k = 0u; k < {{depth}}u; k++) {
            {{products}}
                    }
                    workgroupBarrier();
                }
            {{finish}}
            }
            """;

    /**
     * The function {@code power}, put behind a shader that calls it. For every sign of x: an odd whole y keeps the
     * sign, a y with a fraction has no real result.
     */
    static final String POWER = """

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

    /**
     * The functions {@code sine} and {@code cosine}, put behind a shader that calls one: WGSL's own may be wrong by 2^-11.
     * The nearest multiple of a quarter turn is subtracted in three parts; then a polynomial (Cephes, sinf) takes over.
     */
    static final String SINE = """

            fn turned(x: f32, quarters: i32) -> f32 {
                let k = floor(x * 0.636619772f + 0.5f);
                let r = ((x - k * 1.5703125f) - k * 4.837512969970703125e-4f) - k * 7.54978995489188216e-8f;
                let q = r * r;
                let sine_of_rest = r + r * q * (-1.6666654611e-1f + q * (8.3321608736e-3f - q * 1.9515295891e-4f));
                let cosine_of_rest = 1.0f - 0.5f * q
                    + q * q * (4.166664568298827e-2f + q * (-1.388731625493765e-3f + q * 2.443315711809948e-5f));
                let quadrant = (i32(k) + quarters) & 3;
                let size = select(sine_of_rest, cosine_of_rest, (quadrant & 1) == 1);
                return select(size, -size, quadrant >= 2);
            }

            fn sine(x: f32) -> f32 {
                return turned(x, 0);
            }

            fn cosine(x: f32) -> f32 {
                return turned(x, 1);
            }
            """;

    /** The function {@code is_nan}, put behind a shader that calls it. It asks the bits: drivers may assume that no NaN occurs. */
    static final String IS_NAN = """

            fn is_nan(x: f32) -> bool {
                return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
            }
            """;

    /** The function {@code random}, put behind a shader that calls it: what {@link nabla.op.RandomBits} tells. */
    static final String RANDOM = """

            fn mixed(value: u32) -> u32 {
                var x = value;
                x ^= x >> 16u;
                x *= 0x7feb352du;
                x ^= x >> 15u;
                x *= 0x846ca68bu;
                return x ^ (x >> 16u);
            }

            fn random(position: i32, seed: i32) -> f32 {
                let key = bitcast<u32>(seed);
                let bits = mixed(mixed(bitcast<u32>(position) + mixed(key)) ^ mixed(key + 0x9e3779b9u));
                return f32(bits >> 8u) * 0x1p-24f;
            }
            """;

    private Templates() {}
}
