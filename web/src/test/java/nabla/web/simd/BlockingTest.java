package nabla.web.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.Kernel;
import nabla.compile.Load;
import nabla.compile.Reduction;
import nabla.compile.Slot;
import nabla.compile.Store;
import nabla.op.DType;
import nabla.op.Expr;
import org.junit.jupiter.api.Test;

class BlockingTest {
    private static Slot slot(int number, int size) {
        return new Slot(Slot.Place.LEAF, number, DType.FLOAT32, size, 0);
    }

    private static Index at(int[] extents, int... strides) {
        Index sum = Index.ZERO;
        for (int axis = 0; axis < strides.length; axis++) {
            sum = sum.plus(Index.loop(axis, extents[axis]).times(strides[axis]));
        }
        return sum;
    }

    private static Kernel contraction(int[] extents, int[] reduced, Load left, Load right, Store store) {
        Expr body = Expr.input(0, DType.FLOAT32).mul(Expr.input(1, DType.FLOAT32));
        return new Kernel("product", List.of(left, right), extents, reduced, Reduction.SUM, body, List.of(store));
    }

    private static Kernel product(int rows, int columns, int depth) {
        int[] all = {rows, columns, depth};
        Load left = new Load.Memory(slot(0, rows * depth), at(all, depth, 0, 1), List.of());
        Load right = new Load.Memory(slot(1, depth * columns), at(all, 0, 1, columns), List.of());
        Store store = new Store(slot(2, rows * columns), at(all, columns, 1), Expr.accumulator(DType.FLOAT32));
        return contraction(new int[] {rows, columns}, new int[] {depth}, left, right, store);
    }

    private static List<Step> steps(Kernel kernel) {
        return new Blocking(new Scratch(0)).steps(kernel);
    }

    private static Kernel kernel(Step step) {
        return ((Step.Run) step).kernel();
    }

    @Test
    void aSmallProductStaysWhole() {
        Kernel product = product(64, 64, 784);

        assertThat(kernel(steps(product).get(0)).toString()).isEqualTo(product.toString());
    }

    @Test
    void aLargeProductReadsItsRightFactorFromPanels() {
        List<Step> steps = steps(product(1024, 1001, 512));

        assertThat(steps).hasSize(3);
        Kernel panels = kernel(steps.get(0));
        assertThat(panels.extents()).containsExactly(25, 512, 5, 8);
        assertThat(panels.loads().get(0)).hasToString("leaf1[40*i0 + 1001*i1 + 8*i2 + i3]");
        assertThat(panels.stores().get(0).address()).hasToString("20480*i0 + 8*i1 + 4096*i2 + i3");
        Step.Repeat blocks = (Step.Repeat) steps.get(1);
        Kernel product = kernel(blocks.steps().get(0));
        assertThat(blocks.count()).isEqualTo(4);
        assertThat(product.extents()).containsExactly(4, 125, 256, 8);
        assertThat(product.loads().get(0)).hasToString("leaf0[131072*i0 + 512*i2 + i4]");
        assertThat(((Load.Memory) product.loads().get(1)).address()).hasToString("4096*i1 + i3 + 8*i4");
        assertThat(product.stores().get(0).address()).hasToString("256256*i0 + 8*i1 + 1001*i2 + i3");
        Kernel rest = kernel(steps.get(2));
        assertThat(rest.extents()).containsExactly(1024, 1);
        assertThat(rest.loads().get(1)).hasToString("leaf1[1001*i2 + 1000]");
        assertThat(rest.stores().get(0).address()).hasToString("1001*i0 + 1000");
    }

    @Test
    void weightGradientsAreSummedUpOverSomePicturesAtATime() {
        int[] all = {8, 3, 3, 64, 40, 40};
        Load gradient = new Load.Memory(slot(0, 64 * 8 * 1600), at(all, 1600, 0, 0, 12800, 40, 1), List.of());
        Load picture = new Load.Memory(slot(1, 64 * 1764), at(all, 0, 42, 1, 1764, 42, 1), List.of());
        Store store = new Store(slot(2, 72), at(all, 9, 3, 1), Expr.accumulator(DType.FLOAT32));
        Kernel kernel = contraction(new int[] {8, 3, 3}, new int[] {64, 40, 40}, gradient, picture, store);

        List<Step> steps = steps(kernel);

        assertThat(kernel(steps.get(0)).stores().get(0).value()).hasToString("0.0");
        Step.Repeat passes = (Step.Repeat) steps.get(1);
        Kernel adding = kernel(passes.steps().get(0));
        assertThat(passes.count()).isEqualTo(16);
        assertThat(adding.extents()).containsExactly(16, 8, 3, 3);
        assertThat(adding.reduced()).containsExactly(4, 40, 40);
        assertThat(adding.stores().get(0).value()).hasToString("ADD(acc, in2)");
        assertThat(kernel(steps.get(2)).stores().get(0).slot()).isEqualTo(store.slot());
    }

    @Test
    void picturesArePaddedOneByOne() {
        int[] all = {6, 4, 10, 10, 3, 3};
        Index row = at(all, 0, 0, 1, 0, 1, 0).plus(-1);
        Index column = at(all, 0, 0, 0, 1, 0, 1).plus(-1);
        Load picture = new Load.Memory(
                slot(0, 600),
                at(all, 100).plus(row.times(10)).plus(column),
                List.of(new Bound(row, 10), new Bound(column, 10)));
        Load weight = new Load.Memory(slot(1, 36), at(all, 0, 9, 0, 0, 3, 1), List.of());
        Store store = new Store(slot(2, 2400), at(all, 400, 100, 10, 1), Expr.accumulator(DType.FLOAT32));
        Kernel kernel = contraction(new int[] {6, 4, 10, 10}, new int[] {3, 3}, picture, weight, store);

        Step.Repeat pictures = (Step.Repeat) steps(kernel).get(0);

        assertThat(pictures.count()).isEqualTo(6);
        assertThat(kernel(pictures.steps().get(0)).extents()).containsExactly(6, 12, 12);
        assertThat(((Load.Memory) kernel(pictures.steps().get(1)).loads().get(0)).bounds())
                .isEmpty();
    }
}
