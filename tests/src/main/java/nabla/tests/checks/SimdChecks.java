package nabla.tests.checks;

import static nabla.tests.checks.Build.acc;
import static nabla.tests.checks.Build.extents;
import static nabla.tests.checks.Build.in;
import static nabla.tests.checks.Build.load;
import static nabla.tests.checks.Build.map;
import static nabla.tests.checks.Build.reduce;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import nabla.backend.Backend;
import nabla.backend.Executable;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.Reduction;
import nabla.compile.Slot;
import nabla.compile.Store;
import nabla.io.Decimals;
import nabla.op.Buffer;
import nabla.op.DType;
import nabla.op.Expr;
import nabla.op.Maps;

/** What only the simd backend promises: its functions' last places, and what its faster ways could break. */
final class SimdChecks {
    private static final int VALUES = 20_011;

    private SimdChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "simd: exp is right to 2 units in the last place", b -> accuracy(b, -103, 88.7, Expr::exp, Math::exp)));
        checks.add(new Check(
                "simd: log is right to 2 units in the last place",
                b -> accuracy(b, Float.MIN_VALUE, Float.MAX_VALUE, Expr::log, Math::log)));
        checks.add(new Check(
                "simd: tanh is right to 2 units in the last place", b -> accuracy(b, -10, 10, Expr::tanh, Math::tanh)));
        checks.add(new Check(
                "simd: sigmoid is right to 2 units in the last place",
                b -> accuracy(b, -100, 20, Maps.SIGMOID::apply, x -> 1 / (1 + Math.exp(-x)))));
        checks.add(new Check(
                "simd: sin is right to 2 units in the last place", b -> accuracy(b, -3.2, 3.2, Expr::sin, Math::sin)));
        checks.add(new Check("simd: updates in place end in 0, not in denormal numbers", SimdChecks::decay));
        checks.add(new Check("simd: what decays run by run is never denormal", SimdChecks::slowDecay));
        checks.add(new Check("simd: an integer divided by 0 does not stop the program", SimdChecks::division));
        for (int window : new int[] {2, 3, 5}) {
            for (int stride : new int[] {2, 3}) {
                String name = "simd: values spread over windows of " + window + ", stride " + stride;
                checks.add(new Check(name, b -> spread(b, window, stride)));
            }
        }
        return checks;
    }

    private static void accuracy(
            Backend backend, double from, double to, UnaryOperator<Expr> function, DoubleUnaryOperator exact) {
        float[] values = new float[VALUES];
        for (int i = 0; i < VALUES; i++) {
            values[i] = between(from, to, i);
        }
        PlanCheck check = new PlanCheck();
        Slot from32 = check.randomLeaf(VALUES);
        Slot out = check.output(DType.FLOAT32, VALUES);
        Index i = Index.loop(0, VALUES);
        check.kernel(
                map("function", extents(VALUES), List.of(load(from32, i)), new Store(out, i, function.apply(in(0)))));
        Buffer source = backend.allocate(DType.FLOAT32, VALUES);
        Buffer target = backend.allocate(DType.FLOAT32, VALUES);
        backend.write(source, values);
        backend.run(backend.compile(check.plan()), new Buffer[] {source}, new Buffer[] {target}, new double[0]);
        float[] got = (float[]) backend.read(target)[0];
        for (int k = 0; k < VALUES; k++) {
            double expected = exact.applyAsDouble(values[k]);
            if (Math.abs(got[k] - expected) > 2 * unit((float) expected)) {
                throw new AssertionError("of " + Decimals.shortest(values[k]) + ": " + Decimals.shortest(got[k])
                        + " instead of " + Decimals.shortest(expected));
            }
        }
        backend.free(source);
        backend.free(target);
    }

    /** Numbers from one to the other: at equal distances, or with about equal ratios if both are positive. */
    private static float between(double from, double to, int i) {
        if (from <= 0) {
            return (float) (from + (to - from) * i / (VALUES - 1));
        }
        int first = Float.floatToRawIntBits((float) from);
        int last = Float.floatToRawIntBits((float) to);
        return Float.intBitsToFloat((int) (first + (long) (last - first) * i / (VALUES - 1)));
    }

    /** The distance to the next float away from 0. {@link Math#ulp} is wrong where TeaVM compiles it. */
    private static double unit(float value) {
        int bits = Float.floatToRawIntBits(Math.abs(value));
        return (double) Float.intBitsToFloat(bits + 1) - Math.abs(value);
    }

    private static void decay(Backend backend) {
        PlanCheck check = new PlanCheck().within(0);
        Slot moment = check.leaf(DType.FLOAT32, 1e-29, 2e-30, 1, 0, -1e-29, -3, 1e-36, 5);
        check.updates(moment);
        Index i = Index.loop(0, 8);
        Buffer buffer = backend.allocate(DType.FLOAT32, 8);
        backend.write(buffer, new float[] {1e-29f, 2e-30f, 1, 0, -1e-29f, -3, 1e-36f, 5});
        check.kernel(map(
                "decay", extents(8), List.of(load(moment, i)), new Store(moment, i, in(0).mul(Expr.constant(0.25)))));
        backend.run(backend.compile(check.plan()), new Buffer[] {buffer}, new Buffer[] {buffer}, new double[0]);
        float[] got = (float[]) backend.read(buffer)[0];
        float[] expected = {2.5e-30f, 0, 0.25f, 0, -2.5e-30f, -0.75f, 0, 1.25f};
        for (int k = 0; k < expected.length; k++) {
            if (Math.abs(got[k] - expected[k]) > 1e-6 * Math.abs(expected[k])) {
                throw new AssertionError("element " + k + " is " + Decimals.shortest(got[k]) + " instead of "
                        + Decimals.shortest(expected[k]));
            }
        }
        backend.free(buffer);
    }

    private static void slowDecay(Backend backend) {
        PlanCheck check = new PlanCheck();
        Slot moment = check.leaf(DType.FLOAT32, 1, -1, 1e-20, 0, -1e-30);
        check.updates(moment);
        Index i = Index.loop(0, 5);
        check.kernel(map(
                "decay", extents(5), List.of(load(moment, i)), new Store(moment, i, in(0).mul(Expr.constant(0.9)))));
        Buffer[] buffers = {backend.allocate(DType.FLOAT32, 5)};
        backend.write(buffers[0], new float[] {1, -1, 1e-20f, 0, -1e-30f});
        Executable executable = backend.compile(check.plan());
        float[] got = new float[0];
        for (int run = 0; run < 1000; run++) {
            backend.run(executable, buffers, buffers, new double[0]);
            got = (float[]) backend.read(buffers)[0];
            for (float value : got) {
                if (value != 0 && Math.abs(value) < Float.MIN_NORMAL) {
                    throw new AssertionError("after run " + run + " a value is " + Decimals.shortest(value));
                }
            }
        }
        for (float value : got) {
            if (value != 0) {
                throw new AssertionError("in the end a value is " + Decimals.shortest(value) + " instead of 0");
            }
        }
        backend.free(buffers[0]);
    }

    private static void division(Backend backend) {
        PlanCheck check = new PlanCheck();
        Slot a = check.leaf(DType.INT64, 7, -7, 5);
        Slot b = check.leaf(DType.INT64, 2, 2, 0);
        Slot out = check.output(DType.INT64, 3);
        Index i = Index.loop(0, 3);
        Store store = new Store(out, i, in(0, DType.INT64).div(in(1, DType.INT64)));
        check.kernel(map("divide", extents(3), List.of(load(a, i), load(b, i)), store));
        Buffer[] leaves = {backend.allocate(DType.INT64, 3), backend.allocate(DType.INT64, 3)};
        Buffer target = backend.allocate(DType.INT64, 3);
        backend.write(leaves[0], new long[] {7, -7, 5});
        backend.write(leaves[1], new long[] {2, 2, 0});
        backend.run(backend.compile(check.plan()), leaves, new Buffer[] {target}, new double[0]);
        long[] got = (long[]) backend.read(target)[0];
        if (got[0] != 3 || got[1] != -3 || got[2] != 0) {
            throw new AssertionError(Decimals.shortest(got[0]) + ", " + Decimals.shortest(got[1]) + ", "
                    + Decimals.shortest(got[2]) + " instead of 3, -3, 0");
        }
        backend.free(leaves[0]);
        backend.free(leaves[1]);
        backend.free(target);
    }

    /** The gradient of overlapping windows: most of its terms are skipped. */
    private static void spread(Backend backend, int window, int stride) {
        int size = 13;
        int windows = (size - window) / stride + 1;
        PlanCheck check = new PlanCheck().within(1e-5);
        Slot gradient = check.randomLeaf(3 * windows * windows);
        Slot weight = check.randomLeaf(window * window);
        Slot out = check.output(DType.FLOAT32, 3 * size * size);
        Index c = Index.loop(0, 3);
        Index y = Index.loop(1, size).minus(Index.loop(3, window));
        Index x = Index.loop(2, size).minus(Index.loop(4, window));
        Index from = c.times(windows * windows)
                .plus(y.dividedBy(stride).times(windows))
                .plus(x.dividedBy(stride));
        Bound[] bounds = {
            new Bound(y.modulo(stride), 1),
            new Bound(y.dividedBy(stride), windows),
            new Bound(x.modulo(stride), 1),
            new Bound(x.dividedBy(stride), windows)
        };
        Index place = Index.loop(3, window).times(window).plus(Index.loop(4, window));
        Index to = c.times(size * size).plus(Index.loop(1, size).times(size)).plus(Index.loop(2, size));
        check.kernel(reduce(
                "spread",
                extents(3, size, size),
                extents(window, window),
                List.of(load(gradient, from, bounds), load(weight, place)),
                Reduction.SUM,
                in(0).mul(in(1)),
                new Store(out, to, acc())));
        check.run(backend, 1);
    }
}
