package nabla.tests.checks;

import static nabla.tests.checks.Build.acc;
import static nabla.tests.checks.Build.extents;
import static nabla.tests.checks.Build.in;
import static nabla.tests.checks.Build.load;
import static nabla.tests.checks.Build.reduce;
import static nabla.tests.checks.Build.strided;

import java.util.ArrayList;
import java.util.List;
import nabla.backend.Backend;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.Load;
import nabla.compile.Reduction;
import nabla.compile.Slot;
import nabla.compile.Store;
import nabla.op.DType;
import nabla.op.Expr;

/** Kernels with a reduction: every kind, over any axes, of any length, with an epilogue. */
final class ReductionChecks {
    private ReductionChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (Reduction kind : Reduction.values()) {
            checks.add(new Check("reduce: " + kind + " of floats over the last axis", b -> rows(b, kind, 10, 33)));
            checks.add(new Check("reduce: " + kind + " of floats over the first axis", b -> columns(b, kind)));
            checks.add(new Check("reduce: " + kind + " of integers", b -> integers(b, kind)));
        }
        checks.add(new Check("reduce: NaN is the greatest and the least", ReductionChecks::notANumber));
        checks.add(new Check("reduce: long rows", b -> rows(b, Reduction.SUM, 6, 10_000)));
        checks.add(new Check("reduce: the position of the first of equal values", ReductionChecks::ties));
        checks.add(new Check("reduce: all to one number", b -> rows(b, Reduction.SUM, 1, 47_041)));
        checks.add(new Check("reduce: the position in what a broadcast repeats", ReductionChecks::repeated));
        checks.add(new Check("reduce: the position in a long row", b -> rows(b, Reduction.ARGMAX, 3, 5000)));
        checks.add(new Check("reduce: several axes with an epilogue", ReductionChecks::severalAxes));
        checks.add(new Check("reduce: an expression with bounds as max-pooling has", ReductionChecks::pooling));
        checks.add(new Check("reduce: nothing is the first value", ReductionChecks::empty));
        checks.add(new Check("reduce: log-softmax in three kernels", ReductionChecks::logSoftmax));
        checks.add(new Check("reduce: whether any or all are true", ReductionChecks::anyAll));
        return checks;
    }

    private static DType typeOf(Reduction kind, DType type) {
        return kind.isPosition() ? DType.INT64 : type;
    }

    private static void rows(Backend backend, Reduction kind, int rows, int length) {
        PlanCheck check = new PlanCheck().within(1e-4);
        Slot a = check.randomLeaf(rows * length);
        DType type = typeOf(kind, DType.FLOAT32);
        Slot out = check.output(type, rows);
        int[] extents = extents(rows, length);
        Store store = new Store(out, strided(extents, 1), Expr.accumulator(type));
        List<Load> loads = List.of(load(a, strided(extents, length, 1)));
        check.kernel(reduce("rows", extents(rows), extents(length), loads, kind, in(0), store));
        check.run(backend, 1);
    }

    private static void columns(Backend backend, Reduction kind) {
        int length = 77;
        int width = 70;
        PlanCheck check = new PlanCheck().within(1e-4);
        Slot a = check.randomLeaf(length * width);
        DType type = typeOf(kind, DType.FLOAT32);
        Slot out = check.output(type, width);
        int[] extents = extents(width, length);
        Store store = new Store(out, strided(extents, 1), Expr.accumulator(type));
        List<Load> loads = List.of(load(a, strided(extents, 1, width)));
        check.kernel(reduce("columns", extents(width), extents(length), loads, kind, in(0), store));
        check.run(backend, 1);
    }

    private static void integers(Backend backend, Reduction kind) {
        int rows = 3;
        int length = 9;
        PlanCheck check = new PlanCheck().within(0);
        Slot a = check.leaf(DType.INT64, Noise.integers(rows * length, 7, 5));
        Slot out = check.output(DType.INT64, rows);
        int[] extents = extents(rows, length);
        Store store = new Store(out, strided(extents, 1), Expr.accumulator(DType.INT64));
        List<Load> loads = List.of(load(a, strided(extents, length, 1)));
        Expr body = in(0, DType.INT64).sub(Expr.constant(3, DType.INT64));
        check.kernel(reduce("integers", extents(rows), extents(length), loads, kind, body, store));
        check.run(backend, 1);
    }

    private static void ties(Backend backend) {
        for (int length : new int[] {9, 900}) {
            PlanCheck check = new PlanCheck().within(0);
            Slot a = check.leaf(DType.FLOAT32, Noise.integers(4 * length, 3, 3));
            int[] extents = extents(4, length);
            for (Reduction kind : new Reduction[] {Reduction.ARGMAX, Reduction.ARGMIN}) {
                Slot out = check.output(DType.INT64, 4);
                Store store = new Store(out, strided(extents, 1), Expr.accumulator(DType.INT64));
                List<Load> loads = List.of(load(a, strided(extents, length, 1)));
                check.kernel(reduce("ties", extents(4), extents(length), loads, kind, in(0), store));
            }
            check.run(backend, 1);
        }
    }

    private static void repeated(Backend backend) {
        for (Reduction kind : new Reduction[] {Reduction.ARGMAX, Reduction.ARGMIN}) {
            PlanCheck check = new PlanCheck().within(0);
            Slot a = check.randomLeaf(4);
            int[] extents = extents(4, 3);
            Slot out = check.output(DType.INT64, 4);
            Store store = new Store(out, strided(extents, 1), Expr.accumulator(DType.INT64));
            List<Load> loads = List.of(load(a, strided(extents, 1, 0)));
            check.kernel(reduce("repeated", extents(4), extents(3), loads, kind, in(0), store));
            check.run(backend, 1);
        }
    }

    private static void notANumber(Backend backend) {
        for (int length : new int[] {5, 9, 900}) {
            PlanCheck check = new PlanCheck().within(0);
            double[] values = Noise.floats(4 * length, 3);
            values[length + 3] = Double.NaN;
            values[2 * length] = Double.NaN;
            values[2 * length + 4] = Double.NaN;
            Slot rows = check.leaf(DType.FLOAT32, values);
            int[] extents = extents(4, length);
            for (Reduction kind :
                    new Reduction[] {Reduction.MAXIMUM, Reduction.MINIMUM, Reduction.ARGMAX, Reduction.ARGMIN}) {
                DType type = typeOf(kind, DType.FLOAT32);
                Store byRow = new Store(check.output(type, 4), strided(extents, 1), Expr.accumulator(type));
                List<Load> row = List.of(load(rows, strided(extents, length, 1)));
                check.kernel(reduce("rows", extents(4), extents(length), row, kind, in(0), byRow));
                Store byColumn = new Store(check.output(type, 4), strided(extents, 1), Expr.accumulator(type));
                List<Load> column = List.of(load(rows, strided(extents, 1, 4)));
                check.kernel(reduce("columns", extents(4), extents(length), column, kind, in(0), byColumn));
            }
            check.run(backend, 1);
        }
    }

    private static void severalAxes(Backend backend) {
        int[] all = extents(6, 8, 5, 7);
        PlanCheck check = new PlanCheck().within(1e-4);
        Slot a = check.randomLeaf(8 * 6 * 5 * 7);
        Slot scale = check.randomLeaf(6);
        Slot out = check.output(DType.FLOAT32, 6);
        Slot squared = check.output(DType.FLOAT32, 6);
        List<Load> loads = List.of(load(a, strided(all, 35, 210, 7, 1)), load(scale, strided(all, 1)));
        Expr mean = acc().div(Expr.constant(280));
        Index to = strided(all, 1);
        check.kernel(reduce(
                "channel means",
                extents(6),
                extents(8, 5, 7),
                loads,
                Reduction.SUM,
                in(0).mul(in(0)).add(in(0)),
                new Store(out, to, mean.mul(in(1)).max(Expr.ZERO)),
                new Store(squared, to, mean.mul(mean))));
        check.run(backend, 1);
    }

    private static void pooling(Backend backend) {
        int[] all = extents(2, 4, 4, 3, 3);
        PlanCheck check = new PlanCheck().within(0);
        Slot a = check.leaf(DType.FLOAT32, Noise.integers(2 * 7 * 7, 50, 4));
        Slot out = check.output(DType.FLOAT32, 32);
        Slot where = check.output(DType.INT64, 32);
        Index y = strided(all, 0, 2, 0, 1, 0).plus(-1);
        Index x = strided(all, 0, 0, 2, 0, 1).plus(-1);
        Bound[] bounds = {new Bound(y, 7), new Bound(x, 7)};
        Index from = strided(all, 49).plus(y.times(7)).plus(x);
        List<Load> loads = List.of(load(a, from, bounds), new Load.Inside(List.of(bounds)));
        Expr body = in(1, DType.BOOL).where(in(0), Expr.constant(Double.NEGATIVE_INFINITY));
        Index to = strided(all, 16, 4, 1);
        int[] outer = extents(2, 4, 4);
        int[] inner = extents(3, 3);
        check.kernel(reduce("pool", outer, inner, loads, Reduction.MAXIMUM, body, new Store(out, to, acc())));
        Store position = new Store(where, to, Expr.accumulator(DType.INT64));
        check.kernel(reduce("pool position", outer, inner, loads, Reduction.ARGMAX, body, position));
        check.run(backend, 1);
    }

    private static void empty(Backend backend) {
        PlanCheck check = new PlanCheck().within(0);
        Slot a = check.randomLeaf(1);
        Slot out = check.output(DType.FLOAT32, 3);
        int[] extents = extents(3, 0);
        List<Load> loads = List.of(load(a, Index.ZERO));
        Store store = new Store(out, strided(extents, 1), acc().add(Expr.ONE));
        check.kernel(reduce("empty", extents(3), extents(0), loads, Reduction.SUM, in(0), store));
        check.run(backend, 1);
    }

    private static void logSoftmax(Backend backend) {
        int rows = 10;
        int classes = 10;
        int[] row = extents(rows, classes);
        PlanCheck check = new PlanCheck().within(1e-5);
        Slot z = check.randomLeaf(rows * classes);
        Slot greatest = check.work(DType.FLOAT32, rows);
        Slot sum = check.work(DType.FLOAT32, rows);
        Slot out = check.output(DType.FLOAT32, rows * classes);
        Index each = strided(row, 1);
        Load values = load(z, strided(row, classes, 1));
        Load top = load(greatest, each);
        check.kernel(reduce(
                "max",
                extents(rows),
                extents(classes),
                List.of(values),
                Reduction.MAXIMUM,
                in(0),
                new Store(greatest, each, acc())));
        check.kernel(reduce(
                "sum of exp",
                extents(rows),
                extents(classes),
                List.of(values, top),
                Reduction.SUM,
                in(0).sub(in(1)).exp(),
                new Store(sum, each, acc().log())));
        check.kernel(Build.map(
                "log softmax",
                row,
                List.of(values, top, load(sum, each)),
                new Store(out, strided(row, classes, 1), in(0).sub(in(1)).sub(in(2)))));
        check.run(backend, 2);
    }

    private static void anyAll(Backend backend) {
        int[] row = extents(4, 3);
        PlanCheck check = new PlanCheck().within(0);
        Slot a = check.leaf(DType.BOOL, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 0, 1);
        List<Load> loads = List.of(load(a, strided(row, 3, 1)));
        for (Reduction kind : new Reduction[] {Reduction.MAXIMUM, Reduction.MINIMUM}) {
            Slot out = check.output(DType.BOOL, 4);
            Store store = new Store(out, strided(row, 1), Expr.accumulator(DType.BOOL));
            check.kernel(reduce("any, all", extents(4), extents(3), loads, kind, in(0, DType.BOOL), store));
        }
        Slot count = check.output(DType.INT64, 4);
        Store store = new Store(count, strided(row, 1), Expr.accumulator(DType.INT64));
        check.kernel(reduce("count", extents(4), extents(3), loads, Reduction.SUM, in(0, DType.BOOL), store));
        check.run(backend, 1);
    }
}
