package nabla.web.webgpu.wgsl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nabla.compile.Atom;
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

/** What kernels note when something goes wrong, and what is told of it. */
class FaultsTest {
    private static final int SIZE = 100_000;
    private static final Slot NUMBERS = new Slot(Slot.Place.LEAF, 0, DType.INT64, SIZE, 0);
    private static final Slot OUT = new Slot(Slot.Place.OUTPUT, 0, DType.INT64, SIZE, 0);
    private static final Index I = Index.loop(0, SIZE);
    private static final Expr NUMBER = Expr.input(0, DType.INT64);

    private final Faults faults = new Faults();

    private Shader shader(Kernel kernel) {
        Launch launch = new Launch(List.of(new Launch.Chain(List.of(kernel))));
        RunLayout run = new RunLayout(List.of(), List.of(NUMBERS), List.of(OUT));
        return new Shaders(run, faults, Tuning.GPU, new TileTable(), 8, 0)
                .of(launch)
                .get(0);
    }

    private Shader map(Load load, Expr value) {
        return shader(new Kernel(
                "test", List.of(load), new int[] {SIZE}, new int[0], null, null, List.of(new Store(OUT, I, value))));
    }

    private static Load numbers() {
        return new Load.Memory(NUMBERS, I, List.of());
    }

    @Test
    void nothingIsNotedOfWhatCannotGoWrong() {
        Shader shader = map(new Load.Position(I), NUMBER.mul(Expr.constant(3, DType.INT64)));
        assertThat(shader.code()).doesNotContain("heap");
        assertThat(shader.bindings()).hasSize(1);
        Kernel count = new Kernel(
                "count",
                List.of(numbers()),
                new int[0],
                new int[] {SIZE},
                Reduction.SUM,
                NUMBER.eq(Expr.constant(3, DType.INT64)).cast(DType.INT64),
                List.of(new Store(OUT, Index.ZERO, Expr.accumulator(DType.INT64))));
        assertThat(shader(count).code()).doesNotContain("heap");
    }

    @Test
    void aSumThatMayNeedMoreThan32BitsIsChecked() {
        Shader shader = map(numbers(), NUMBER.add(NUMBER));
        assertThat(shader.code()).contains("""
                    let o2 = (((x0 ^ v1) & (x0 ^ v1)) < 0);
                    out0[i0] = (x0 + x0);
                    if (o2) { heap[0] = 1u; }
                """);
        assertThat(shader.bindings()).contains(new Binding(new Region(Region.Kind.HEAP, 0), true));
        assertThat(faults.found(new int[] {1, 0}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageStartingWith("int64: the webgpu device computes integers of 32 bits");
    }

    @Test
    void anIndexIsNotedInTheWordOfItsLimit() {
        Index at = Index.of(new Atom.Lookup(NUMBERS, I, 7));
        map(new Load.Memory(NUMBERS, Index.of(new Atom.Lookup(NUMBERS, I, 5)), List.of()), NUMBER);
        Shader shader = map(new Load.Memory(NUMBERS, at, List.of()), NUMBER);
        assertThat(shader.code()).contains("if (u32(at0) >= 7u) { heap[2] = bitcast<u32>(at0) ^ 2147483648u; }");
        assertThat(faults.found(new int[] {0, 0, 12 ^ 0x80000000}))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("gather: index 12 is out of bounds: the axis has 7 elements."
                        + "\n  Hint: indices run from 0 to 6.");
    }

    @Test
    void zeroWordsTellNothing() {
        assertThat(faults.found(new int[Faults.WORDS])).isNull();
    }
}
