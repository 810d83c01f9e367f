package nabla.tests.checks;

import static nabla.tests.checks.Build.extents;
import static nabla.tests.checks.Build.in;
import static nabla.tests.checks.Build.load;
import static nabla.tests.checks.Build.map;
import static nabla.tests.checks.Build.strided;

import java.util.List;
import java.util.function.UnaryOperator;
import nabla.backend.Backend;
import nabla.compile.Atom;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.Load;
import nabla.compile.Slot;
import nabla.compile.Store;
import nabla.op.DType;
import nabla.op.Expr;

/** Kernels without a reduction: every primitive, every kind of load and address, several stores. */
final class MapChecks {
    private MapChecks() {}

    static List<Check> all() {
        return List.of(
                new Check("map: unary primitives of floats", MapChecks::unary),
                new Check("map: binary primitives of floats", MapChecks::binary),
                new Check("map: powers", MapChecks::powers),
                new Check("map: infinities and NaN survive", MapChecks::infinities),
                new Check("map: integers", MapChecks::integers),
                new Check("map: random numbers are the same everywhere", MapChecks::random),
                new Check("map: truth values", MapChecks::booleans),
                new Check("map: casts between all types", MapChecks::casts),
                new Check("map: broadcast and transposed loads", MapChecks::strides),
                new Check("map: a column broadcast over long rows", MapChecks::broadcastColumn),
                new Check("map: padding, positions and bounds", MapChecks::padding),
                new Check("map: quotients and remainders round down", MapChecks::quotients),
                new Check("map: gather of byte images by a shuffled index", MapChecks::gather),
                new Check("map: Adam updates three arrays in place", MapChecks::adam),
                new Check("map: a small network's arrays lie in one heap", backend -> adam(backend, 100)),
                new Check("map: part of a slot, workspace between kernels", MapChecks::partOfSlot),
                new Check("map: a scalar output", MapChecks::scalar),
                new Check("map: more than a million elements", MapChecks::large));
    }

    private static void unaryOf(Backend backend, double tolerance, UnaryOperator<Expr> function, double... values) {
        PlanCheck check = new PlanCheck().within(tolerance);
        Slot a = check.leaf(DType.FLOAT32, values);
        Slot out = check.output(DType.FLOAT32, values.length);
        int[] extents = extents(values.length);
        Index i = strided(extents, 1);
        check.kernel(map("unary", extents, List.of(load(a, i)), new Store(out, i, function.apply(in(0)))));
        check.run(backend, 1);
    }

    private static void unary(Backend backend) {
        double[] any = {-3.5, -1, -0.25, 0, 0.25, 0.5, 1, 2.5, 10, -10};
        double[] positive = {0.001, 0.1, 0.5, 1, 2, 3, 10, 1000, 1e6};
        unaryOf(backend, 0, Expr::neg, any);
        unaryOf(backend, 0, Expr::abs, any);
        unaryOf(backend, 0, Expr::floor, any);
        unaryOf(backend, 1e-5, Expr::exp, any);
        unaryOf(backend, 1e-5, Expr::log, positive);
        unaryOf(backend, 1e-6, Expr::sqrt, positive);
        unaryOf(backend, 2e-6, Expr::sin, any);
        unaryOf(backend, 2e-6, Expr::cos, any);
        unaryOf(backend, 1e-5, Expr::tanh, any);
        unaryOf(backend, 1e-5, Expr::tanh, -1000, -50, 50, 1000);
    }

    private static void binary(Backend backend) {
        int n = 1000;
        PlanCheck check = new PlanCheck().within(1e-6);
        Slot a = check.randomLeaf(n);
        Slot b = check.randomLeaf(n);
        int[] extents = extents(n);
        Index i = strided(extents, 1);
        Expr x = in(0);
        Expr y = in(1);
        Expr difference = x.sub(y);
        Expr[] values = {
            x.add(y),
            difference.mul(difference),
            x.div(y.abs().add(Expr.ONE)),
            x.max(y),
            x.min(y),
            x.lt(y).where(x.mul(Expr.constant(3)), Expr.constant(-0.5)),
            x.le(y).cast(DType.FLOAT32),
            x.eq(x.min(y)).cast(DType.FLOAT32),
            x.gt(Expr.ZERO).where(x, Expr.ZERO).add(difference)
        };
        Store[] stores = new Store[values.length];
        for (int k = 0; k < stores.length; k++) {
            stores[k] = new Store(check.output(DType.FLOAT32, n), i, values[k]);
        }
        check.kernel(map("binary", extents, List.of(load(a, i), load(b, i)), stores));
        check.run(backend, 1);
    }

    private static void powers(Backend backend) {
        double[] any = {-3, -1.5, -1, 0.25, 0.5, 1, 2.5, 10};
        unaryOf(backend, 1e-5, x -> x.pow(Expr.constant(2)), any);
        unaryOf(backend, 1e-5, x -> x.pow(Expr.constant(3)), any);
        unaryOf(backend, 1e-4, x -> x.pow(Expr.constant(5)), any);
        unaryOf(backend, 1e-5, x -> x.pow(Expr.constant(-1)), any);
        unaryOf(backend, 1e-5, x -> x.pow(Expr.constant(0.5)), 0.25, 1, 2, 100);
        unaryOf(backend, 1e-5, x -> x.pow(Expr.constant(1.5)), -1, 0.25, 1, 2, 100);
        unaryOf(backend, 1e-5, x -> Expr.constant(2).pow(x), any);
        unaryOf(backend, 0, x -> x.pow(Expr.constant(0)), -1, 0, 1, 2);
    }

    private static void infinities(Backend backend) {
        double infinity = Double.POSITIVE_INFINITY;
        double[] any = {-infinity, -1, 0, 1, infinity};
        unaryOf(backend, 0, Expr::neg, any);
        unaryOf(backend, 0, x -> x.mul(Expr.constant(2)), any);
        unaryOf(backend, 0, x -> x.lt(Expr.ZERO).where(Expr.constant(-infinity), x), any);
        unaryOf(backend, 0, x -> x.gt(Expr.ZERO).where(Expr.constant(infinity), Expr.constant(Double.NaN)), -1, 1);
        unaryOf(backend, 0, x -> x.eq(x).cast(DType.FLOAT32), -1, Double.NaN, 1);
        unaryOf(backend, 0, x -> x.add(Expr.ONE), Double.NaN, 1);
        double[] withNaN = {Double.NaN, 1, -1, Double.NaN, infinity};
        unaryOf(backend, 0, x -> x.abs().gt(Expr.constant(Float.MAX_VALUE)).cast(DType.FLOAT32), any);
        unaryOf(backend, 0, x -> x.isNan().cast(DType.FLOAT32), withNaN);
        unaryOf(backend, 0, x -> x.max(Expr.ZERO), withNaN);
        unaryOf(backend, 0, x -> x.min(Expr.ZERO), withNaN);
        unaryOf(backend, 0, x -> Expr.ZERO.max(x), withNaN);
        unaryOf(backend, 0, x -> Expr.ZERO.min(x), withNaN);
        unaryOf(backend, 0, x -> x.max(x.neg()), withNaN);
    }

    private static void random(Backend backend) {
        for (int size : new int[] {3, 1003}) {
            PlanCheck check = new PlanCheck().within(0);
            int seed = check.scalar(DType.INT64, -1234567);
            int[] extents = extents(size);
            Index i = strided(extents, 1);
            Expr number = in(0, DType.INT64).random(in(1, DType.INT64));
            Store store = new Store(check.output(DType.FLOAT32, size), i, number);
            check.kernel(
                    map("random", extents, List.of(new Load.Position(i), new Load.Scalar(seed, DType.INT64)), store));
            check.run(backend, 1);
        }
    }

    private static void integers(Backend backend) {
        PlanCheck check = new PlanCheck().within(0);
        Slot a = check.leaf(DType.INT64, 7, -7, 100000, -3, 0, 2147483647);
        Slot b = check.leaf(DType.INT64, 2, 2, 7, -2, 5, 1);
        int[] extents = extents(6);
        Index i = strided(extents, 1);
        Expr x = in(0, DType.INT64);
        Expr y = in(1, DType.INT64);
        Expr three = Expr.constant(3, DType.INT64);
        Expr[] values = {x.div(y), x.sub(y), x.max(y), x.min(y), x.neg(), x.abs(), y.mul(three), y.pow(three)};
        Store[] stores = new Store[values.length + 1];
        for (int k = 0; k < values.length; k++) {
            stores[k] = new Store(check.output(DType.INT64, 6), i, values[k]);
        }
        stores[values.length] = new Store(check.output(DType.BOOL, 6), i, x.lt(y));
        check.kernel(map("integers", extents, List.of(load(a, i), load(b, i)), stores));
        check.run(backend, 1);
    }

    private static void booleans(Backend backend) {
        PlanCheck check = new PlanCheck().within(0);
        Slot a = check.leaf(DType.BOOL, 0, 0, 1, 1);
        Slot b = check.leaf(DType.BOOL, 0, 1, 0, 1);
        int[] extents = extents(4);
        Index i = strided(extents, 1);
        Expr x = in(0, DType.BOOL);
        Expr y = in(1, DType.BOOL);
        Expr[] values = {x.mul(y), x.max(y), x.min(y), x.eq(y), x.lt(y), x.le(y), x.where(y, x)};
        Store[] stores = new Store[values.length];
        for (int k = 0; k < values.length; k++) {
            stores[k] = new Store(check.output(DType.BOOL, 4), i, values[k]);
        }
        check.kernel(map("booleans", extents, List.of(load(a, i), load(b, i)), stores));
        check.run(backend, 1);
    }

    private static void casts(Backend backend) {
        DType[] types = {DType.FLOAT32, DType.INT64, DType.BOOL, DType.UINT8};
        for (DType from : types) {
            PlanCheck check = new PlanCheck().within(0);
            Slot a = check.leaf(from, from == DType.FLOAT32 ? new double[] {0, 1.75, -2.5} : new double[] {0, 1, 1});
            int[] extents = extents(3);
            Index i = strided(extents, 1);
            Store[] stores = new Store[3];
            for (int k = 0; k < 3; k++) {
                Expr value = in(0, from).cast(types[k]);
                stores[k] = new Store(check.output(types[k], 3), i, value);
            }
            check.kernel(map("cast " + from, extents, List.of(load(a, i)), stores));
            check.run(backend, 1);
        }
    }

    private static void strides(Backend backend) {
        int[] extents = extents(5, 7, 33);
        PlanCheck check = new PlanCheck().within(1e-6);
        Slot row = check.randomLeaf(33);
        Slot column = check.randomLeaf(7);
        Slot turned = check.randomLeaf(5 * 7 * 33);
        Slot out = check.output(DType.FLOAT32, 5 * 7 * 33);
        List<Load> loads = List.of(
                load(row, strided(extents, 0, 0, 1)),
                load(column, strided(extents, 0, 1, 0)),
                load(turned, strided(extents, 1, 5, 35)));
        Expr value = in(0).mul(in(1)).add(in(2));
        check.kernel(map("strides", extents, loads, new Store(out, strided(extents, 231, 33, 1), value)));
        check.run(backend, 1);
    }

    private static void broadcastColumn(Backend backend) {
        int[] extents = extents(130, 257);
        PlanCheck check = new PlanCheck().within(1e-6);
        Slot a = check.randomLeaf(130 * 257);
        Slot column = check.randomLeaf(130);
        Slot out = check.output(DType.FLOAT32, 130 * 257);
        List<Load> loads = List.of(load(a, strided(extents, 257, 1)), load(column, strided(extents, 1, 0)));
        Expr value = in(0).sub(in(1)).max(Expr.ZERO);
        check.kernel(map("columns", extents, loads, new Store(out, strided(extents, 257, 1), value)));
        check.run(backend, 1);
    }

    private static void padding(Backend backend) {
        int[] extents = extents(3, 8, 9);
        PlanCheck check = new PlanCheck().within(0);
        Slot a = check.randomLeaf(3 * 6 * 6);
        Slot out = check.output(DType.FLOAT32, 3 * 72);
        Slot where = check.output(DType.INT64, 3 * 72);
        Slot inside = check.output(DType.BOOL, 3 * 72);
        Index y = strided(extents, 0, 1, 0).plus(-1);
        Index x = strided(extents, 0, 0, 1).plus(-2);
        Index from = strided(extents, 36, 0, 0).plus(y.times(6)).plus(x);
        Bound[] bounds = {new Bound(y, 6), new Bound(x, 6)};
        List<Load> loads = List.of(load(a, from, bounds), new Load.Position(from), new Load.Inside(List.of(bounds)));
        Index to = strided(extents, 72, 9, 1);
        check.kernel(map(
                "padding",
                extents,
                loads,
                new Store(out, to, in(0)),
                new Store(where, to, in(1, DType.INT64)),
                new Store(inside, to, in(2, DType.BOOL))));
        check.run(backend, 1);
    }

    private static void quotients(Backend backend) {
        int[] extents = extents(40);
        PlanCheck check = new PlanCheck().within(0);
        Slot a = check.randomLeaf(20);
        Index shifted = strided(extents, 1).plus(-5);
        Index half = shifted.dividedBy(2);
        Index third = strided(extents, 1).dividedBy(3);
        Index rest = strided(extents, 1).modulo(7);
        List<Load> loads = List.of(
                load(a, half, new Bound(half, 16)),
                new Load.Position(third),
                new Load.Position(rest),
                new Load.Position(half));
        Index to = strided(extents, 1);
        check.kernel(map(
                "quotients",
                extents,
                loads,
                new Store(check.output(DType.FLOAT32, 40), to, in(0)),
                new Store(check.output(DType.INT64, 40), to, in(1, DType.INT64)),
                new Store(check.output(DType.INT64, 40), to, in(2, DType.INT64)),
                new Store(check.output(DType.INT64, 40), to, in(3, DType.INT64))));
        check.run(backend, 1);
    }

    private static void gather(Backend backend) {
        int images = 300;
        int pixels = 784;
        int[] extents = extents(10, pixels);
        PlanCheck check = new PlanCheck().within(1e-6);
        Slot data = check.leaf(DType.UINT8, Noise.integers(images * pixels, 256, 1));
        Slot order = check.leaf(DType.INT64, Noise.integers(images, images, 2));
        int start = check.scalar(DType.INT64, 20);
        Index position = Index.of(new Atom.Argument(start, images)).plus(strided(extents, 1, 0));
        Index image = Index.of(new Atom.Lookup(order, position, images));
        Load load = load(data, image.times(pixels).plus(strided(extents, 0, 1)));
        Expr value = in(0, DType.UINT8).cast(DType.FLOAT32).div(Expr.constant(255));
        Store store = new Store(check.output(DType.FLOAT32, 10 * pixels), strided(extents, pixels, 1), value);
        check.kernel(map("gather", extents, List.of(load), store));
        check.run(backend, 1);
    }

    private static void adam(Backend backend) {
        adam(backend, 55050);
    }

    private static void adam(Backend backend, int size) {
        PlanCheck check = new PlanCheck().within(1e-5);
        Slot p = check.randomLeaf(size);
        Slot m = check.leaf(DType.FLOAT32, new double[size]);
        Slot v = check.leaf(DType.FLOAT32, new double[size]);
        Slot g = check.randomLeaf(size);
        int rate = check.scalar(DType.FLOAT32, 0.01);
        int first = check.scalar(DType.FLOAT32, 1 / (1 - 0.9));
        int second = check.scalar(DType.FLOAT32, 1 / (1 - 0.999));
        int[] extents = extents(size);
        Index i = strided(extents, 1);
        List<Load> loads = List.of(
                load(p, i),
                load(m, i),
                load(v, i),
                load(g, i),
                new Load.Scalar(rate, DType.FLOAT32),
                new Load.Scalar(first, DType.FLOAT32),
                new Load.Scalar(second, DType.FLOAT32));
        Expr newM = in(1).mul(Expr.constant(0.9)).add(in(3).mul(Expr.constant(0.1)));
        Expr newV = in(2).mul(Expr.constant(0.999)).add(in(3).mul(in(3)).mul(Expr.constant(0.001)));
        Expr step = newM.mul(in(5)).div(newV.mul(in(6)).sqrt().add(Expr.constant(1e-8)));
        Expr newP = in(0).sub(in(4).mul(step));
        check.updates(m);
        check.updates(v);
        check.updates(p);
        check.kernel(map("adam", extents, loads, new Store(m, i, newM), new Store(v, i, newV), new Store(p, i, newP)));
        check.run(backend, 5);
    }

    private static void partOfSlot(Backend backend) {
        PlanCheck check = new PlanCheck().within(1e-6);
        Slot a = check.randomLeaf(40);
        Slot other = check.work(DType.INT64, 3);
        Slot arena = check.work(DType.FLOAT32, 60);
        Slot out = check.output(DType.FLOAT32, 60);
        int[] part = extents(4, 10);
        int[] rest = extents(20);
        int[] whole = extents(60);
        check.kernel(map(
                "first part",
                part,
                List.of(load(a, strided(part, 1, 4))),
                new Store(arena, strided(part, 10, 1).plus(20), in(0).mul(Expr.constant(2)))));
        check.kernel(map(
                "second part",
                rest,
                List.of(new Load.Position(strided(rest, 1))),
                new Store(arena, strided(rest, 1), in(0, DType.INT64).cast(DType.FLOAT32))));
        check.kernel(map(
                "integers beside them",
                extents(3),
                List.of(new Load.Position(strided(extents(3), 1))),
                new Store(other, strided(extents(3), 1), in(0, DType.INT64))));
        check.kernel(map(
                "copy",
                whole,
                List.of(
                        load(arena, strided(whole, 1)),
                        load(other, strided(whole, 1).modulo(3))),
                new Store(out, strided(whole, 1), in(0).add(in(1, DType.INT64).cast(DType.FLOAT32)))));
        check.run(backend, 2);
    }

    private static void scalar(Backend backend) {
        PlanCheck check = new PlanCheck().within(1e-6);
        Slot a = check.randomLeaf(1);
        Slot out = check.output(DType.FLOAT32, 1);
        check.kernel(map("scalar", extents(), List.of(load(a, Index.ZERO)), new Store(out, Index.ZERO, in(0).exp())));
        check.run(backend, 1);
    }

    private static void large(Backend backend) {
        int size = 5_000_000;
        PlanCheck check = new PlanCheck().within(0);
        Slot out = check.output(DType.INT64, size);
        int[] extents = extents(size);
        Index i = strided(extents, 1);
        check.kernel(map("count", extents, List.of(new Load.Position(i)), new Store(out, i, in(0, DType.INT64))));
        check.run(backend, 1);
    }
}
