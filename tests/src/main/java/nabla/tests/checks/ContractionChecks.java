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

/** Matrix products and convolutions in all their forms, with epilogues. */
final class ContractionChecks {
    private static final int[][] SIZES = {
        {1, 1, 1},
        {1, 64, 784},
        {10, 10, 64},
        {10, 64, 784},
        {64, 784, 10},
        {33, 17, 5},
        {64, 64, 64},
        {65, 67, 70},
        {128, 96, 40},
        {5, 1, 300},
        {1, 5, 300},
        {200, 3, 7},
        {3, 200, 7}
    };

    private ContractionChecks() {}

    static List<Check> all() {
        List<Check> checks = new ArrayList<>();
        for (int[] size : SIZES) {
            String name = size[0] + "x" + size[2] + " times " + size[2] + "x" + size[1];
            checks.add(new Check("contract: " + name, b -> product(b, size, false, false)));
            checks.add(new Check("contract: " + name + ", left transposed", b -> product(b, size, true, false)));
            checks.add(new Check("contract: " + name + ", right transposed", b -> product(b, size, false, true)));
        }
        checks.add(new Check("contract: a batch of products", ContractionChecks::batched));
        checks.add(new Check("contract: batch axis in the middle", ContractionChecks::batchInTheMiddle));
        checks.add(new Check("contract: layer with bias and ReLU", ContractionChecks::layer));
        checks.add(new Check("contract: gradient with mask", ContractionChecks::masked));
        checks.add(new Check("contract: gradient into an arena", ContractionChecks::intoArena));
        checks.add(new Check("contract: update in place as epilogue", ContractionChecks::updateInPlace));
        checks.add(new Check("contract: stored transposed", ContractionChecks::storedTransposed));
        checks.add(new Check("contract: sum of squares", ContractionChecks::squares));
        for (int stride = 1; stride <= 2; stride++) {
            for (int padding = 0; padding <= 2; padding += 2) {
                Conv conv = new Conv(3, 4, 11, 6, 5, stride, padding);
                checks.add(new Check("contract: convolution " + conv, conv::forward));
                checks.add(new Check("contract: gradient of weights " + conv, conv::weights));
                checks.add(new Check("contract: gradient of input " + conv, conv::input));
            }
        }
        return checks;
    }

    private static void product(Backend backend, int[] size, boolean leftTurned, boolean rightTurned) {
        int m = size[0];
        int n = size[1];
        int k = size[2];
        int[] all = extents(m, n, k);
        PlanCheck check = new PlanCheck().within(1e-4);
        Slot a = check.randomLeaf(m * k);
        Slot b = check.randomLeaf(k * n);
        Slot out = check.output(DType.FLOAT32, m * n);
        List<Load> loads = List.of(
                load(a, leftTurned ? strided(all, 1, 0, m) : strided(all, k, 0, 1)),
                load(b, rightTurned ? strided(all, 0, k, 1) : strided(all, 0, 1, n)));
        contract(check, "matmul", extents(m, n), extents(k), loads, new Store(out, strided(all, n, 1), acc()));
        check.run(backend, 1);
    }

    private static void contract(
            PlanCheck check, String label, int[] extents, int[] reduced, List<Load> loads, Store... stores) {
        check.kernel(reduce(label, extents, reduced, loads, Reduction.SUM, in(0).mul(in(1)), stores));
    }

    private static void batched(Backend backend) {
        int[] all = extents(7, 20, 24, 18);
        PlanCheck check = new PlanCheck().within(1e-4);
        Slot a = check.randomLeaf(7 * 20 * 18);
        Slot b = check.randomLeaf(7 * 18 * 24);
        Slot out = check.output(DType.FLOAT32, 7 * 20 * 24);
        List<Load> loads = List.of(load(a, strided(all, 360, 18, 0, 1)), load(b, strided(all, 432, 0, 1, 24)));
        Store store = new Store(out, strided(all, 480, 24, 1), acc());
        contract(check, "bmm", extents(7, 20, 24), extents(18), loads, store);
        check.run(backend, 1);
    }

    private static void batchInTheMiddle(Backend backend) {
        int[] all = extents(20, 7, 24, 18);
        PlanCheck check = new PlanCheck().within(1e-4);
        Slot a = check.randomLeaf(7 * 20 * 18);
        Slot b = check.randomLeaf(7 * 18 * 24);
        Slot out = check.output(DType.FLOAT32, 7 * 20 * 24);
        List<Load> loads = List.of(load(a, strided(all, 18, 360, 0, 1)), load(b, strided(all, 0, 432, 1, 24)));
        Store store = new Store(out, strided(all, 168, 24, 1), acc());
        contract(check, "heads", extents(20, 7, 24), extents(18), loads, store);
        check.run(backend, 1);
    }

    private static void layer(Backend backend) {
        int[] all = extents(50, 70, 90);
        PlanCheck check = new PlanCheck().within(1e-4);
        Slot x = check.randomLeaf(50 * 90);
        Slot weight = check.randomLeaf(70 * 90);
        Slot bias = check.randomLeaf(70);
        Slot out = check.output(DType.FLOAT32, 50 * 70);
        Slot mask = check.output(DType.BOOL, 50 * 70);
        List<Load> loads = List.of(
                load(x, strided(all, 90, 0, 1)), load(weight, strided(all, 0, 90, 1)), load(bias, strided(all, 0, 1)));
        Expr z = acc().add(in(2));
        Index to = strided(all, 70, 1);
        contract(
                check,
                "linear+relu",
                extents(50, 70),
                extents(90),
                loads,
                new Store(out, to, z.max(Expr.ZERO)),
                new Store(mask, to, z.gt(Expr.ZERO)));
        check.run(backend, 1);
    }

    private static void masked(Backend backend) {
        int[] all = extents(50, 70, 40);
        PlanCheck check = new PlanCheck().within(1e-4);
        Slot gradient = check.randomLeaf(50 * 40);
        Slot weight = check.randomLeaf(40 * 70);
        Slot activation = check.randomLeaf(50 * 70);
        Slot out = check.output(DType.FLOAT32, 50 * 70);
        Index to = strided(all, 70, 1);
        List<Load> loads = List.of(
                load(gradient, strided(all, 40, 0, 1)), load(weight, strided(all, 0, 1, 70)), load(activation, to));
        Expr value = in(2).gt(Expr.ZERO).where(acc(), Expr.ZERO);
        contract(check, "dx", extents(50, 70), extents(40), loads, new Store(out, to, value));
        check.run(backend, 1);
    }

    private static void intoArena(Backend backend) {
        int[] all = extents(16, 30, 10);
        int[] whole = extents(520);
        PlanCheck check = new PlanCheck().within(1e-4);
        Slot gradient = check.randomLeaf(10 * 16);
        Slot x = check.randomLeaf(10 * 30);
        Slot arena = check.work(DType.FLOAT32, 520);
        Slot out = check.output(DType.FLOAT32, 520);
        Index one = strided(whole, 1);
        check.kernel(Build.map("ones", whole, List.of(), new Store(arena, one, Expr.ONE)));
        List<Load> loads = List.of(load(gradient, strided(all, 1, 0, 16)), load(x, strided(all, 0, 1, 30)));
        Store store = new Store(arena, strided(all, 30, 1).plus(37), acc());
        contract(check, "dw", extents(16, 30), extents(10), loads, store);
        check.kernel(Build.map("copy", whole, List.of(load(arena, one)), new Store(out, one, in(0))));
        check.run(backend, 1);
    }

    private static void updateInPlace(Backend backend) {
        int[] all = extents(64, 300, 10);
        PlanCheck check = new PlanCheck().within(1e-4);
        Slot gradient = check.randomLeaf(10 * 64);
        Slot x = check.randomLeaf(10 * 300);
        Slot weight = check.randomLeaf(64 * 300);
        int rate = check.scalar(DType.FLOAT32, 0.125);
        Index to = strided(all, 300, 1);
        List<Load> loads = List.of(
                load(gradient, strided(all, 1, 0, 64)),
                load(x, strided(all, 0, 1, 300)),
                load(weight, to),
                new Load.Scalar(rate, DType.FLOAT32));
        check.updates(weight);
        Store store = new Store(weight, to, in(2).sub(in(3).mul(acc())));
        contract(check, "sgd", extents(64, 300), extents(10), loads, store);
        check.run(backend, 3);
    }

    private static void storedTransposed(Backend backend) {
        int[] all = extents(40, 50, 60);
        PlanCheck check = new PlanCheck().within(1e-4);
        Slot a = check.randomLeaf(40 * 60);
        Slot b = check.randomLeaf(60 * 50);
        Slot out = check.output(DType.FLOAT32, 40 * 50);
        List<Load> loads = List.of(load(a, strided(all, 60, 0, 1)), load(b, strided(all, 0, 1, 50)));
        contract(check, "t", extents(40, 50), extents(60), loads, new Store(out, strided(all, 1, 40), acc()));
        check.run(backend, 1);
    }

    private static void squares(Backend backend) {
        int[] all = extents(9, 500);
        PlanCheck check = new PlanCheck().within(1e-4);
        Slot a = check.randomLeaf(9 * 500);
        Slot out = check.output(DType.FLOAT32, 9);
        Load row = load(a, strided(all, 500, 1));
        Expr body = in(0).mul(in(0));
        Store store = new Store(out, strided(all, 1), acc().sqrt());
        check.kernel(reduce("norm", extents(9), extents(500), List.of(row), Reduction.SUM, body, store));
        check.run(backend, 1);
    }

    /** A convolution of square pictures: batch, channels in, side, channels out, kernel side, stride, padding. */
    private record Conv(int batch, int in, int side, int out, int kernel, int stride, int padding) {
        private int outSide() {
            return (side + 2 * padding - kernel) / stride + 1;
        }

        void forward(Backend backend) {
            int o = outSide();
            int[] all = extents(batch, out, o, o, in, kernel, kernel);
            PlanCheck check = new PlanCheck().within(1e-4);
            Slot x = check.randomLeaf(batch * in * side * side);
            Slot weight = check.randomLeaf(out * in * kernel * kernel);
            Slot bias = check.randomLeaf(out);
            Slot result = check.output(DType.FLOAT32, batch * out * o * o);
            Index row = strided(all, 0, 0, stride, 0, 0, 1, 0).plus(-padding);
            Index column = strided(all, 0, 0, 0, stride, 0, 0, 1).plus(-padding);
            Index from = strided(all, in * side * side, 0, 0, 0, side * side)
                    .plus(row.times(side))
                    .plus(column);
            List<Load> loads = List.of(
                    load(x, from, new Bound(row, side), new Bound(column, side)),
                    load(weight, strided(all, 0, in * kernel * kernel, 0, 0, kernel * kernel, kernel, 1)),
                    load(bias, strided(all, 0, 1)));
            Store store = new Store(
                    result,
                    strided(all, out * o * o, o * o, o, 1),
                    acc().add(in(2)).max(Expr.ZERO));
            contract(check, "conv", extents(batch, out, o, o), extents(in, kernel, kernel), loads, store);
            check.run(backend, 1);
        }

        private static Expr in(int number) {
            return Build.in(number);
        }

        void weights(Backend backend) {
            int o = outSide();
            int[] all = extents(out, in, kernel, kernel, batch, o, o);
            PlanCheck check = new PlanCheck().within(1e-4);
            Slot gradient = check.randomLeaf(batch * out * o * o);
            Slot x = check.randomLeaf(batch * in * side * side);
            Slot result = check.output(DType.FLOAT32, out * in * kernel * kernel);
            Index row = strided(all, 0, 0, 1, 0, 0, stride, 0).plus(-padding);
            Index column = strided(all, 0, 0, 0, 1, 0, 0, stride).plus(-padding);
            Index from = strided(all, 0, side * side, 0, 0, in * side * side)
                    .plus(row.times(side))
                    .plus(column);
            List<Load> loads = List.of(
                    load(gradient, strided(all, o * o, 0, 0, 0, out * o * o, o, 1)),
                    load(x, from, new Bound(row, side), new Bound(column, side)));
            Index to = strided(all, in * kernel * kernel, kernel * kernel, kernel, 1);
            contract(
                    check,
                    "conv dw",
                    extents(out, in, kernel, kernel),
                    extents(batch, o, o),
                    loads,
                    new Store(result, to, acc()));
            check.run(backend, 1);
        }

        void input(Backend backend) {
            int o = outSide();
            int[] all = extents(batch, in, side, side, out, kernel, kernel);
            PlanCheck check = new PlanCheck().within(1e-4);
            Slot gradient = check.randomLeaf(batch * out * o * o);
            Slot weight = check.randomLeaf(out * in * kernel * kernel);
            Slot result = check.output(DType.FLOAT32, batch * in * side * side);
            Index row = strided(all, 0, 0, 1, 0, 0, -1, 0).plus(padding);
            Index column = strided(all, 0, 0, 0, 1, 0, 0, -1).plus(padding);
            Index y = row.dividedBy(stride);
            Index x = column.dividedBy(stride);
            Index from =
                    strided(all, out * o * o, 0, 0, 0, o * o).plus(y.times(o)).plus(x);
            List<Bound> bounds = new ArrayList<>(List.of(new Bound(y, o), new Bound(x, o)));
            if (stride > 1) {
                bounds.add(new Bound(row.modulo(stride), 1));
                bounds.add(new Bound(column.modulo(stride), 1));
            }
            List<Load> loads = List.of(
                    new Load.Memory(gradient, from, bounds),
                    load(weight, strided(all, 0, kernel * kernel, 0, 0, in * kernel * kernel, kernel, 1)));
            Store store = new Store(result, strided(all, in * side * side, side * side, side, 1), acc());
            contract(check, "conv dx", extents(batch, in, side, side), extents(out, kernel, kernel), loads, store);
            check.run(backend, 1);
        }
    }
}
