package nabla.web.webgpu.wgsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Launch;
import nabla.compile.Load;
import nabla.compile.Reduction;
import nabla.compile.Slot;
import nabla.compile.Store;
import nabla.op.DType;
import nabla.op.Expr;
import org.junit.jupiter.api.Test;

/** The WGSL of some kernels, word by word: what it computes is checked in browsers. */
final class ShadersTest {
    private static final int BIG = 100_000;
    private static final Expr A = Expr.input(0, DType.FLOAT32);
    private static final Expr B = Expr.input(1, DType.FLOAT32);
    private static final Expr SUM = Expr.accumulator(DType.FLOAT32);

    private static Slot leaf(int number, int size, DType type) {
        return new Slot(Slot.Place.LEAF, number, type, size, 0);
    }

    private static Load load(Slot slot, Index address, Bound... bounds) {
        return new Load.Memory(slot, address, List.of(bounds));
    }

    private static Kernel map(int[] extents, List<Load> loads, Store... stores) {
        return new Kernel("test", loads, extents, new int[0], null, null, List.of(stores));
    }

    private static Launch.Chain chain(Kernel... kernels) {
        return new Launch.Chain(List.of(kernels));
    }

    private static Shader shader(Kernel kernel, RunLayout run, Tuning tuning) {
        return shader(new Launch(List.of(chain(kernel))), run, tuning);
    }

    private static Shader shader(Launch launch, RunLayout run, Tuning tuning) {
        List<Shader> shaders = shaders(launch, run, tuning);
        assertThat(shaders).hasSize(1);
        return shaders.get(0);
    }

    private static List<Shader> shaders(Launch launch, RunLayout run, Tuning tuning) {
        return new Shaders(run, new Faults(), tuning, new TileTable(), 8, 0).of(launch);
    }

    private static String body(Shader shader) {
        String code = shader.code();
        return code.substring(code.indexOf("fn kernel0"), code.indexOf("@compute"))
                .stripTrailing();
    }

    @Test
    void mapInPlaceReadsEverythingBeforeItStores() {
        Slot p = leaf(0, BIG, DType.FLOAT32);
        Slot m = leaf(1, BIG, DType.FLOAT32);
        Index i = Index.loop(0, BIG);
        RunLayout run = new RunLayout(List.of(DType.FLOAT32), List.of(p, m), List.of(p, m));
        Expr rate = Expr.input(2, DType.FLOAT32);
        Expr next = B.mul(Expr.constant(0.5)).add(A);
        Kernel kernel = map(
                new int[] {BIG},
                List.of(load(p, i), load(m, i), new Load.Scalar(0, DType.FLOAT32)),
                new Store(m, i, next),
                new Store(p, i, A.sub(rate.mul(next))));
        Shader shader = shader(kernel, run, Tuning.GPU);
        assertThat(shader.code()).isEqualTo("""
                        struct Run {
                            infinity: f32,
                            s0: f32,
                        }
                        @group(0) @binding(0) var<uniform> run: Run;
                        @group(1) @binding(0) var<storage, read_write> leaf0: array<f32, 100000>;
                        @group(1) @binding(1) var<storage, read_write> leaf1: array<f32, 100000>;

                        // test
                        fn kernel0(group: u32, lane: u32) {
                            let element = group * 64u + lane;
                            if (element >= 100000u) {
                                return;
                            }
                            let i0 = i32(element);
                            let x0 = leaf1[i0];
                            let x1 = leaf0[i0];
                            let v2 = ((x0 * 0.5f) + x1);
                            let y3 = (x1 - (run.s0 * v2));
                            leaf1[i0] = v2;
                            leaf0[i0] = y3;
                        }

                        @compute @workgroup_size(64)
                        fn main(@builtin(workgroup_id) id: vec3u, @builtin(local_invocation_index) lane: u32) {
                            let group = id.y * 1563u + id.x;
                            if (group < 1563u) {
                                kernel0(group, lane);
                            }
                        }
                        """);
        assertThat(shader.groupsX()).isEqualTo(1563);
        assertThat(shader.bindings())
                .containsExactly(
                        new Binding(new Region(Region.Kind.LEAF, 0), true),
                        new Binding(new Region(Region.Kind.LEAF, 1), true));
    }

    @Test
    void smallBuffersShareTheHeapAndItsTypesAreCast() {
        Slot numbers = leaf(0, 10, DType.INT64);
        Slot out = new Slot(Slot.Place.OUTPUT, 0, DType.FLOAT32, 10, 0);
        Index i = Index.loop(0, 10);
        RunLayout run = new RunLayout(List.of(), List.of(numbers), List.of(out));
        Expr value = Expr.input(0, DType.INT64).cast(DType.FLOAT32);
        Shader shader =
                shader(map(new int[] {10}, List.of(load(numbers, i)), new Store(out, i, value)), run, Tuning.GPU);
        assertThat(shader.code()).contains("var<storage, read_write> heap: array<u32>;");
        assertThat(body(shader)).contains("""
                    let x0 = bitcast<i32>(heap[run.leaf0 + i0]);
                    heap[run.out0 + i0] = bitcast<u32>(f32(x0));
                """);
        assertThat(shader.bindings()).hasSize(1);
    }

    @Test
    void bytesAreTakenOutOfWordsAndPaddingGivesZero() {
        Slot image = leaf(0, BIG, DType.UINT8);
        Slot out = new Slot(Slot.Place.OUTPUT, 0, DType.FLOAT32, BIG, 0);
        Index from = Index.loop(0, BIG).plus(-3);
        RunLayout run = new RunLayout(List.of(), List.of(image), List.of(out));
        Kernel kernel = map(
                new int[] {BIG},
                List.of(load(image, from, new Bound(from, BIG))),
                new Store(out, Index.loop(0, BIG), Expr.input(0, DType.UINT8).cast(DType.FLOAT32)));
        assertThat(body(shader(kernel, run, Tuning.GPU))).contains("""
                    var x0 = 0;
                    if ((0 <= i0 + -3)) {
                        let a1 = i0 + -3;
                        x0 = byte_of(leaf0[a1 / 4], a1);
                    }
                    out0[i0] = f32(x0);
                """);
    }

    @Test
    void quotientsOfNegativeNumbersRoundDown() {
        Slot out = new Slot(Slot.Place.OUTPUT, 0, DType.INT64, BIG, 0);
        Index half = Index.loop(0, BIG).times(-1).plus(5).dividedBy(2);
        Kernel kernel = map(
                new int[] {BIG},
                List.of(new Load.Position(half)),
                new Store(out, Index.loop(0, BIG), Expr.input(0, DType.INT64)));
        String body = body(shader(kernel, new RunLayout(List.of(), List.of(), List.of(out)), Tuning.GPU));
        assertThat(body).contains("((-1 * i0 + 99999) / 2 - 49997)");
    }

    @Test
    void numbersAtTheEndsOfTheRangeAreBits() {
        assertThat(Expressions.constant(Float.MAX_VALUE, DType.FLOAT32)).isEqualTo("bitcast<f32>(2139095039)");
        assertThat(Expressions.constant(Float.MIN_VALUE, DType.FLOAT32)).isEqualTo("bitcast<f32>(1)");
        assertThat(Expressions.constant(Float.MIN_NORMAL, DType.FLOAT32)).isEqualTo("1.17549435E-38f");
    }

    @Test
    void infinityComesWithTheRun() {
        assertThat(Expressions.constant(Double.NEGATIVE_INFINITY, DType.FLOAT32))
                .isEqualTo("(-run.infinity)");
        assertThat(Expressions.constant(Double.NaN, DType.FLOAT32)).isEqualTo("(run.infinity - run.infinity)");
        assertThat(Expressions.constant(-1.5, DType.FLOAT32)).isEqualTo("(-1.5f)");
        assertThat(Expressions.constant(-3, DType.INT64)).isEqualTo("i32(-3)");
    }

    private static Kernel rows(int rows, int length, Reduction kind, DType type) {
        Slot a = leaf(0, rows * length, DType.FLOAT32);
        Slot out = new Slot(Slot.Place.OUTPUT, 0, type, rows, 0);
        Index from = Index.loop(0, rows).times(length).plus(Index.loop(1, length));
        Store store = new Store(out, Index.loop(0, rows), Expr.accumulator(type));
        return new Kernel(
                "rows", List.of(load(a, from)), new int[] {rows}, new int[] {length}, kind, A, List.of(store));
    }

    private static RunLayout runOf(Kernel kernel) {
        Slot a = ((Load.Memory) kernel.loads().get(0)).slot();
        return new RunLayout(
                List.of(), List.of(a), List.of(kernel.stores().get(0).slot()));
    }

    @Test
    void shortReductionIsDoneByOneInvocation() {
        Kernel kernel = rows(5000, 30, Reduction.MAXIMUM, DType.FLOAT32);
        String body = body(shader(kernel, runOf(kernel), Tuning.GPU));
        assertThat(body).contains("""
                    var total0 = -run.infinity;
                    for (var i1 = 0; i1 < 30; i1++) {
                        let x1 = leaf0[30 * i0 + i1];
                        total0 = combine_maximum_f32(total0, x1);
                    }
                    heap[run.out0 + i0] = total0;
                """);
        assertThat(body).doesNotContain("workgroupBarrier");
    }

    @Test
    void longReductionIsSharedByAWorkgroupOnGpusOnly() {
        Kernel kernel = rows(10, 5000, Reduction.ARGMAX, DType.INT64);
        Shader shader = shader(kernel, runOf(kernel), Tuning.GPU);
        assertThat(shader.groupsX()).isEqualTo(10);
        assertThat(body(shader)).contains("""
                    for (var r = lane; r < 5000u; r += 256u) {
                        let i1 = i32(r);
                        let x0 = leaf0[5000 * i0 + i1];
                        total = combine_argmax_f32(total, Best_f32(x0, i32(r)));
                    }
                """);
        assertThat(body(shader(kernel, runOf(kernel), Tuning.SOFTWARE))).doesNotContain("workgroupBarrier");
    }

    private static Kernel productOfRows(int m, int n, int k) {
        return product(m, n, k, Index.loop(1, n).times(k).plus(Index.loop(2, k)));
    }

    private static Kernel product(int m, int n, int k) {
        return product(m, n, k, Index.loop(2, k).times(n).plus(Index.loop(1, n)));
    }

    private static Kernel product(int m, int n, int k, Index right) {
        Slot a = leaf(0, m * k, DType.FLOAT32);
        Slot b = leaf(1, k * n, DType.FLOAT32);
        Slot out = new Slot(Slot.Place.OUTPUT, 0, DType.FLOAT32, m * n, 0);
        Index i = Index.loop(0, m);
        Index j = Index.loop(1, n);
        Index r = Index.loop(2, k);
        return new Kernel(
                "matmul",
                List.of(load(a, i.times(k).plus(r)), load(b, right)),
                new int[] {m, n},
                new int[] {k},
                Reduction.SUM,
                A.mul(B),
                List.of(new Store(out, i.times(n).plus(j), SUM.max(Expr.ZERO))));
    }

    private static Shader shaderOfProduct(int m, int n, int k, Tuning tuning) {
        Kernel kernel = product(m, n, k);
        return shader(kernel, runOfProduct(kernel), tuning);
    }

    private static RunLayout runOfProduct(Kernel kernel) {
        Slot a = ((Load.Memory) kernel.loads().get(0)).slot();
        Slot b = ((Load.Memory) kernel.loads().get(1)).slot();
        return new RunLayout(
                List.of(), List.of(a, b), List.of(kernel.stores().get(0).slot()));
    }

    @Test
    void registerTilesComputeAddressesBeforeTheLoop() {
        String body = body(shaderOfProduct(512, 512, 300, Tuning.SOFTWARE));
        assertThat(body).contains("""
                    for (var i2 = 0; i2 < 300; i2++) {
                """);
        String loop = body.substring(body.indexOf("for (var i2"));
        assertThat(loop).contains("t0_0 += x").contains("t3_3 += x");
        assertThat(loop).doesNotContain("300 * i0");
    }

    @Test
    void factorsAlongTheSumAreAddedAcrossSubgroups() {
        Kernel kernel = productOfRows(512, 512, 300);
        Slot a = ((Load.Memory) kernel.loads().get(0)).slot();
        Slot b = ((Load.Memory) kernel.loads().get(1)).slot();
        RunLayout run = new RunLayout(
                List.of(), List.of(a, b), List.of(kernel.stores().get(0).slot()));
        String code = shader(kernel, run, Tuning.SOFTWARE).code();
        assertThat(code).startsWith("enable subgroups;");
        assertThat(code)
                .contains("for (var i2 = i32(within); i2 < 300; i2 += 4)")
                .contains("subgroupAdd(t0_0)");
        assertThat(shader(kernel, run, Tuning.SOFTWARE.withoutSubgroups()).code())
                .doesNotContain("subgroup")
                .contains("for (var i2 = 0; i2 < 300; i2++)");
    }

    @Test
    void longSumsAreSharedByASubgroupOnSoftwareAdapters() {
        Kernel kernel = rows(10, 5000, Reduction.SUM, DType.FLOAT32);
        assertThat(shader(kernel, runOf(kernel), Tuning.SOFTWARE).code()).contains("subgroupAdd(total)");
        assertThat(shader(kernel, runOf(kernel), Tuning.SOFTWARE.withoutSubgroups())
                        .code())
                .doesNotContain("subgroup");
    }

    @Test
    void shortReductionsAreWrittenOut() {
        Kernel kernel = rows(5000, 2, Reduction.ARGMAX, DType.INT64);
        assertThat(body(shader(kernel, runOf(kernel), Tuning.GPU)))
                .contains("""
                    let x4 = bitcast<f32>(heap[run.leaf0 + 2 * i0 + 1]);
                    let c5 = ((total0 < x4) | (is_nan(x4) & !is_nan(total0)));
                    total0 = select(total0, x4, c5);
                    position1 = select(position1, 1, c5);
                """)
                .doesNotContain("for (");
    }

    @Test
    void kernelsThatReadTheSameShareInvocations() {
        Slot a = leaf(0, BIG, DType.FLOAT32);
        Slot most = new Slot(Slot.Place.OUTPUT, 0, DType.FLOAT32, BIG / 2, 0);
        Slot where = new Slot(Slot.Place.OUTPUT, 1, DType.INT64, BIG / 2, 0);
        int[] pairs = {BIG / 2};
        Index pair = Index.loop(0, BIG / 2);
        List<Load> loads = List.of(load(a, pair.times(2).plus(Index.loop(1, 2))));
        Kernel first = new Kernel(
                "max", loads, pairs, new int[] {2}, Reduction.MAXIMUM, A, List.of(new Store(most, pair, SUM)));
        Store position = new Store(where, pair, Expr.accumulator(DType.INT64));
        Kernel second = new Kernel("argmax", loads, pairs, new int[] {2}, Reduction.ARGMAX, A, List.of(position));
        RunLayout run = new RunLayout(List.of(), List.of(a), List.of(most, where));
        Shader shader = shader(new Launch(List.of(chain(first), chain(second))), run, Tuning.GPU);
        assertThat(shader.groupsX()).isEqualTo(782);
        assertThat(body(shader)).containsOnlyOnce("leaf0[2 * i0 + 1]").contains("out0[i0] = ", "out1[i0] = ");
    }

    @Test
    void softwareAdaptersDoNotGoThroughLongCodeInVain() {
        int size = 18_000;
        Slot out = new Slot(Slot.Place.OUTPUT, 0, DType.FLOAT32, size, 0);
        Slot other = new Slot(Slot.Place.OUTPUT, 1, DType.FLOAT32, size, 0);
        Slot last = new Slot(Slot.Place.OUTPUT, 2, DType.FLOAT32, 10, 0);
        RunLayout run = new RunLayout(List.of(), List.of(), List.of(out, other, last));
        Launch launch = new Launch(List.of(
                chain(map(new int[] {size}, List.of(), new Store(out, Index.loop(0, size), Expr.ONE))),
                chain(map(new int[] {size}, List.of(), new Store(other, Index.loop(0, size), Expr.ZERO))),
                chain(map(new int[] {10}, List.of(), new Store(last, Index.loop(0, 10), Expr.ZERO)))));
        assertThat(shaders(launch, run, Tuning.GPU)).hasSize(1);
        List<Shader> shaders = shaders(launch, run, Tuning.SOFTWARE);
        assertThat(shaders).hasSize(2);
        assertThat(shaders.get(0).groupsX()).isEqualTo(283);
        assertThat(shaders.get(1).groupsX()).isEqualTo(282);
    }

    @Test
    void shortInnerLoopsAreWrittenOutOnSoftwareAdapters() {
        Slot image = leaf(0, 8 * 32 * 32, DType.FLOAT32);
        Slot weight = leaf(1, 6 * 25, DType.FLOAT32);
        Slot out = new Slot(Slot.Place.OUTPUT, 0, DType.FLOAT32, 8 * 6 * 28 * 28, 0);
        int[] extents = {8, 6, 28, 28};
        Index place = Index.loop(2, 28).plus(Index.loop(4, 5));
        Index from = Index.loop(0, 8).times(1024).plus(place.times(32));
        Kernel kernel = new Kernel(
                "convolution",
                List.of(
                        load(image, from.plus(Index.loop(3, 28)).plus(Index.loop(5, 5))),
                        load(
                                weight,
                                Index.loop(1, 6)
                                        .times(25)
                                        .plus(Index.loop(4, 5).times(5))
                                        .plus(Index.loop(5, 5)))),
                extents,
                new int[] {5, 5},
                Reduction.SUM,
                A.mul(B),
                List.of(new Store(out, Index.linear(loops(extents), new int[] {4704, 784, 28, 1}), SUM)));
        RunLayout run = new RunLayout(List.of(), List.of(image, weight), List.of(out));
        assertThat(shader(kernel, run, Tuning.SOFTWARE).code())
                .contains("for (var i4 = 0; i4 < 5; i4++)")
                .doesNotContain("for (var i5");
    }

    private static Index[] loops(int[] extents) {
        Index[] loops = new Index[extents.length];
        for (int axis = 0; axis < loops.length; axis++) {
            loops[axis] = Index.loop(axis, extents[axis]);
        }
        return loops;
    }

    @Test
    void tilesAreNoTallerThanTheOutput() {
        assertThat(TileShape.of(1, 6, 6400, 4)).isEqualTo(new TileShape(6, 8));
        assertThat(TileShape.of(1, 512, 512, 4)).isEqualTo(new TileShape(8, 8));
        assertThat(TileShape.ofGroup(1000, 64)).isEqualTo(16);
        assertThat(TileShape.ofGroup(20, 64)).isEqualTo(1);
    }

    @Test
    void bigProductsUseSharedTilesOnGpus() {
        Shader shader = shaderOfProduct(1024, 1024, 1024, Tuning.GPU);
        assertThat(shader.code()).contains("makes a tile of 64 x 64 elements");
        assertThat(shader.groupsX()).isEqualTo(256);
        assertThat(shader.code()).contains("out0[1024 * i0 + i1] = select(total, 0.0f, (total < 0.0f));");
    }

    @Test
    void smallProductsGetMoreWorkgroups() {
        assertThat(shaderOfProduct(128, 64, 256, Tuning.GPU).code()).contains("makes a tile of 16 x 16 elements");
        assertThat(shaderOfProduct(10, 64, 784, Tuning.GPU).groupsX()).isEqualTo(640);
        assertThat(shaderOfProduct(6, 25, 3136, Tuning.GPU).groupsX()).isEqualTo(150);
    }

    @Test
    void fewLongSumsAreSplitOnGpus() {
        Kernel kernel = product(6, 25, 50_176);
        Launch launch = new Launch(List.of(chain(kernel)));
        List<Shader> shaders = shaders(launch, runOfProduct(kernel), Tuning.GPU);
        assertThat(shaders).hasSize(2);
        assertThat(shaders.get(0).groupsX()).isEqualTo(64);
        assertThat(shaders.get(0).label()).isEqualTo("matmul in parts");
        assertThat(shaders.get(1).label()).isEqualTo("matmul of parts");
        assertThat(shaders(launch, runOfProduct(kernel), Tuning.SOFTWARE)).hasSize(1);
    }

    @Test
    void contractionsGetTheFastestTiles() {
        TileTable table = new TileTable();
        Kernel kernel = product(1024, 1024, 1024);
        Shaders standard = new Shaders(runOfProduct(kernel), new Faults(), Tuning.GPU, table, 8, 0);
        Launch launch = new Launch(List.of(chain(kernel)));
        assertThat(standard.of(launch).get(0).groupsX()).isEqualTo(256);
        TiledShape shape = standard.tiled().get(0);
        assertThat(shape.candidates())
                .containsExactly(new TileSize(64, 64, 16), new TileSize(32, 64, 16), new TileSize(64, 32, 16));
        table.put(shape, new TileSize(32, 64, 16));
        assertThat(standard.of(launch).get(0).groupsX()).isEqualTo(512);
        assertThat(standard.timed(shape, new TileSize(64, 32, 16)).groupsX()).isEqualTo(512);
    }

    @Test
    void kernelsOfALaunchHaveTheirOwnWorkgroups() {
        Slot out = new Slot(Slot.Place.OUTPUT, 0, DType.FLOAT32, 200, 0);
        Slot other = new Slot(Slot.Place.OUTPUT, 1, DType.FLOAT32, 10, 0);
        RunLayout run = new RunLayout(List.of(), List.of(), List.of(out, other));
        Kernel first = map(new int[] {200}, List.of(), new Store(out, Index.loop(0, 200), Expr.ONE));
        Kernel second = map(new int[] {10}, List.of(), new Store(other, Index.loop(0, 10), Expr.ZERO));
        Shader shader = shader(new Launch(List.of(chain(first), chain(second))), run, Tuning.GPU);
        assertThat(shader.groupsX()).isEqualTo(5);
        assertThat(shader.code()).contains("""
                    if (group < 4u) {
                        kernel0(group, lane);
                    } else if (group < 5u) {
                        kernel1(group - 4u, lane);
                    }
                """);
    }

    @Test
    void aLaunchWithTooManyBuffersBecomesSeveral() {
        List<Slot> outputs = new ArrayList<>();
        List<Launch.Chain> chains = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Slot out = new Slot(Slot.Place.OUTPUT, i, DType.FLOAT32, BIG, 0);
            outputs.add(out);
            chains.add(chain(map(new int[] {BIG}, List.of(), new Store(out, Index.loop(0, BIG), Expr.ONE))));
        }
        List<Shader> shaders = shaders(new Launch(chains), new RunLayout(List.of(), List.of(), outputs), Tuning.GPU);
        assertThat(shaders).hasSize(2);
        assertThat(shaders.get(0).bindings()).hasSize(8);
        assertThat(shaders.get(1).bindings()).hasSize(2);
    }

    private static Shader chainOfRows(int rows, int length, Tuning tuning) {
        Slot a = leaf(0, rows * length, DType.FLOAT32);
        Slot most = new Slot(Slot.Place.WORKSPACE, 0, DType.FLOAT32, rows, 0);
        Slot out = new Slot(Slot.Place.OUTPUT, 0, DType.FLOAT32, rows * length, 0);
        Index element = Index.loop(0, rows).times(length).plus(Index.loop(1, length));
        Index row = Index.loop(0, rows);
        Kernel first = new Kernel(
                "most",
                List.of(load(a, element)),
                new int[] {rows},
                new int[] {length},
                Reduction.MAXIMUM,
                A,
                List.of(new Store(most, row, SUM)));
        Kernel second = map(
                new int[] {rows, length},
                List.of(load(a, element), load(most, row)),
                new Store(out, element, A.sub(B)));
        RunLayout run = new RunLayout(List.of(), List.of(a), List.of(out));
        return shader(new Launch(List.of(chain(first, second))), run, tuning);
    }

    @Test
    void shortRowsAreTakenThroughAChainByOneInvocation() {
        Shader shader = chainOfRows(100, 10, Tuning.GPU);
        assertThat(shader.groupsX()).isEqualTo(7);
        assertThat(body(shader)).contains("let row = group * 16u + lane;").doesNotContain("Barrier");
    }

    @Test
    void longRowsAreSharedByAWorkgroupOnGpusOnly() {
        Shader shader = chainOfRows(100, 500, Tuning.GPU);
        assertThat(shader.groupsX()).isEqualTo(100);
        assertThat(body(shader)).contains("storageBarrier();").contains("element += 64u");
        assertThat(chainOfRows(100, 500, Tuning.SOFTWARE).code()).doesNotContain("Barrier");
    }

    @Test
    void manyElementsAreDispatchedInRows() {
        int size = 5_000_000;
        Slot out = new Slot(Slot.Place.OUTPUT, 0, DType.FLOAT32, size, 0);
        Kernel kernel = map(new int[] {size}, List.of(), new Store(out, Index.loop(0, size), Expr.ONE));
        Shader shader = shader(kernel, new RunLayout(List.of(), List.of(), List.of(out)), Tuning.GPU);
        assertThat(shader.groupsX()).isLessThanOrEqualTo(65535);
        assertThat((long) shader.groupsX() * shader.groupsY() * 64).isGreaterThanOrEqualTo(size);
    }

    @Test
    void float64IsRefused() {
        Slot out = new Slot(Slot.Place.OUTPUT, 0, DType.FLOAT64, 4, 0);
        Kernel kernel =
                map(new int[] {4}, List.of(), new Store(out, Index.loop(0, 4), Expr.constant(1, DType.FLOAT64)));
        assertThatThrownBy(() -> shader(kernel, new RunLayout(List.of(), List.of(), List.of(out)), Tuning.GPU))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("out0 is float64");
    }
}
