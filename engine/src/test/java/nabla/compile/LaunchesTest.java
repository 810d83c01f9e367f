package nabla.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nabla.op.DType;
import nabla.op.Expr;
import org.junit.jupiter.api.Test;

/** Which kernels may run at once. */
class LaunchesTest {
    private static final Expr A = Expr.input(0, DType.FLOAT32);
    private static final int ROWS = 8;
    private static final int COLUMNS = 5;

    private static final Index ELEMENT = Index.loop(0, ROWS).times(COLUMNS).plus(Index.loop(1, COLUMNS));

    private static Slot slot(Slot.Place place, int number) {
        return new Slot(place, number, DType.FLOAT32, ROWS * COLUMNS, 0);
    }

    private static Slot work(int number) {
        return slot(Slot.Place.WORKSPACE, number);
    }

    private static Kernel map(String label, Slot from, Index read, Slot to, Index write) {
        List<Load> loads = List.of(new Load.Memory(from, read, List.of()));
        return new Kernel(
                label, loads, new int[] {ROWS, COLUMNS}, new int[0], null, null, List.of(new Store(to, write, A)));
    }

    private static Kernel sum(String label, Slot from, Slot to, int rows, int length) {
        Index read = Index.loop(0, rows).times(length).plus(Index.loop(1, length));
        List<Store> stores = List.of(new Store(to, Index.loop(0, rows), Expr.accumulator(DType.FLOAT32)));
        return new Kernel(
                label,
                List.of(new Load.Memory(from, read, List.of())),
                new int[] {rows},
                new int[] {length},
                Reduction.SUM,
                A,
                stores);
    }

    private static String text(List<Kernel> kernels) {
        StringBuilder text = new StringBuilder();
        for (Launch launch : Launches.of(kernels)) {
            text.append(text.length() == 0 ? "" : " | ");
            for (int i = 0; i < launch.chains().size(); i++) {
                text.append(i == 0 ? "" : " + ");
                List<Kernel> chain = launch.chains().get(i).kernels();
                for (int k = 0; k < chain.size(); k++) {
                    text.append(k == 0 ? "" : ", ").append(chain.get(k).label());
                }
            }
        }
        return text.toString();
    }

    @Test
    void kernelsThatDoNotMeetRunAtOnce() {
        Slot x = slot(Slot.Place.LEAF, 0);
        assertThat(text(List.of(map("a", x, ELEMENT, work(0), ELEMENT), map("b", x, ELEMENT, work(1), ELEMENT))))
                .isEqualTo("a + b");
    }

    @Test
    void aKernelThatReadsOtherRowsWaits() {
        Index turned = Index.loop(1, COLUMNS).times(ROWS).plus(Index.loop(0, ROWS));
        Slot x = slot(Slot.Place.LEAF, 0);
        Slot between = work(0);
        assertThat(text(List.of(map("a", x, ELEMENT, between, ELEMENT), map("b", between, turned, work(1), ELEMENT))))
                .isEqualTo("a | b");
    }

    @Test
    void rowsOfCheapKernelsPassThroughAChain() {
        Slot x = slot(Slot.Place.LEAF, 0);
        Slot between = work(0);
        Slot sums = work(1);
        assertThat(text(List.of(
                        map("a", x, ELEMENT, between, ELEMENT),
                        sum("b", between, sums, ROWS, COLUMNS),
                        sum("c", sums, work(2), 1, ROWS))))
                .isEqualTo("a, b | c");
    }

    @Test
    void longRowsAreNoChain() {
        int length = 5000;
        Slot x = new Slot(Slot.Place.LEAF, 0, DType.FLOAT32, 2 * length * length, 0);
        Slot sums = new Slot(Slot.Place.WORKSPACE, 0, DType.FLOAT32, 2 * length, 0);
        assertThat(text(List.of(sum("a", x, sums, 2 * length, length), sum("b", sums, work(1), 2, length))))
                .isEqualTo("a | b");
    }

    @Test
    void anUpdateInPlaceWaitsForThoseWhoReadTheOldValue() {
        Slot parameters = slot(Slot.Place.LEAF, 0);
        Slot gradient = slot(Slot.Place.LEAF, 1);
        Index turned = Index.loop(1, COLUMNS).times(ROWS).plus(Index.loop(0, ROWS));
        assertThat(text(List.of(
                        map("reads", parameters, turned, work(0), ELEMENT),
                        map("updates", gradient, ELEMENT, parameters, ELEMENT))))
                .isEqualTo("reads | updates");
    }

    @Test
    void partsOfOneSlotAreApart() {
        Slot arena = new Slot(Slot.Place.LEAF, 0, DType.FLOAT32, 2 * ROWS * COLUMNS, 0);
        Slot x = slot(Slot.Place.LEAF, 1);
        assertThat(text(List.of(
                        map("first", x, ELEMENT, arena, ELEMENT),
                        map("second", x, ELEMENT, arena, ELEMENT.plus(ROWS * COLUMNS)))))
                .isEqualTo("first + second");
    }

    @Test
    void whatOneLaunchUsesLiesInDifferentPlaces() {
        Slot x = slot(Slot.Place.LEAF, 0);
        Slot out = slot(Slot.Place.OUTPUT, 0);
        Slot a = work(0);
        Slot b = work(1);
        Index turned = Index.loop(1, COLUMNS).times(ROWS).plus(Index.loop(0, ROWS));
        List<Kernel> kernels = List.of(
                map("a", x, ELEMENT, a, ELEMENT),
                map("read a", a, turned, out, ELEMENT),
                map("b", x, ELEMENT, b, ELEMENT),
                map("read b", b, turned, slot(Slot.Place.OUTPUT, 1), ELEMENT));
        assertThat(text(kernels)).isEqualTo("a + b | read a + read b");
        assertThat(MemoryPlan.place(Launches.of(kernels))).isEqualTo(2 * ROWS * COLUMNS * 4);
        assertThat(a.offset()).isNotEqualTo(b.offset());
    }
}
