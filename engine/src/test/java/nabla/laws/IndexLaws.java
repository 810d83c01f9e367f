package nabla.laws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nabla.IndexedValues;
import nabla.Tensor;

/** Joining and parting, picking by index and mask, and sorting. */
final class IndexLaws {
    private IndexLaws() {}

    /** Split and joined again along any axis, a tensor is the same; so it is when unbound and stacked. */
    static void joining(long seed) {
        Case trial = new Case(seed);
        Model a = trial.model(trial.shape(trial.between(1, 4)));
        int axis = trial.below(a.rank());
        int size = trial.between(1, 5);
        trial.tell(Arrays.toString(a.shape()) + " along " + axis + " by " + size);
        Tensor x = Case.tensor(a);
        List<Tensor> parts = x.split(size, axis);
        int start = 0;
        for (Tensor part : parts) {
            int count = Math.min(size, a.shape()[axis] - start);
            trial.same(a.slice(axis, start, count, 1), part);
            start += count;
        }
        trial.same(a, Tensor.cat(parts, axis - a.rank()));
        if (a.shape()[axis] > 0) {
            List<Tensor> slices = x.unbind(axis);
            trial.same(a.select(axis, 0), slices.get(0));
            trial.same(a, Tensor.stack(slices, axis));
        }
        trial.same(a, Tensor.cat(x.chunk(size, axis), axis));
    }

    /** What is gathered in some order along an axis and scattered back by the same indices is where it was. */
    static void gathering(long seed) {
        Case trial = new Case(seed);
        Model a = trial.model(trial.shape(trial.between(1, 3)));
        int axis = trial.below(a.rank());
        int extent = a.shape()[axis];
        long[] indices = new long[a.size()];
        Model places = Model.of(new double[a.size()], a.shape());
        for (int[] line : lines(a, axis)) {
            int[] order = trial.permutation(extent);
            for (int i = 0; i < extent; i++) {
                indices[line[i]] = order[i];
                places.memory()[line[i]] = order[i];
            }
        }
        trial.tell(Arrays.toString(a.shape()) + " along " + axis + " by " + Arrays.toString(indices));
        Tensor x = Case.tensor(a);
        Tensor index = Tensor.tensor(indices, a.shape());
        Tensor gathered = x.gather(axis, index);
        trial.same(a.view(a.shape(), at -> Model.with(at, axis, (int) places.get(at))), gathered);
        trial.same(a, Tensor.zeros(a.shape()).scatter_(axis, index, gathered));
        trial.same(a.copy(), Tensor.zeros(a.shape()).scatterAdd_(axis, index, gathered));

        Model some = trial.model(Model.with(a.shape(), axis, trial.between(1, 4)));
        if (extent > 0 && some.size() > 0) {
            double[] expected = a.elements();
            long[] into = new long[some.size()];
            for (int i = 0; i < into.length; i++) {
                into[i] = trial.below(extent);
                int[] at = Model.with(Model.coordinates(i, some.shape()), axis, (int) into[i]);
                expected[Model.number(at, a.shape())] += some.elements()[i];
            }
            Tensor sums = Case.tensor(a).scatterAdd_(axis, Tensor.tensor(into, some.shape()), Case.tensor(some));
            trial.same(Model.of(expected, a.shape()), sums);
        }
    }

    /** The row-major numbers of the elements of each line along an axis. */
    private static List<int[]> lines(Model a, int axis) {
        List<int[]> lines = new ArrayList<>();
        int[] others = Model.with(a.shape(), axis, 1);
        for (int i = 0; i < Model.size(others); i++) {
            int[] line = new int[a.shape()[axis]];
            for (int k = 0; k < line.length; k++) {
                line[k] = Model.number(Model.with(Model.coordinates(i, others), axis, k), a.shape());
            }
            lines.add(line);
        }
        return lines;
    }

    /** Sorting is a stable permutation into order; its largest are the top, and its first the least. */
    static void sorting(long seed) {
        Case trial = new Case(seed);
        Model a = trial.model(trial.shape(trial.between(1, 3)));
        int axis = trial.below(a.rank());
        int extent = a.shape()[axis];
        boolean descending = trial.below(2) == 0;
        trial.tell(Arrays.toString(a.shape()) + " along " + axis + (descending ? " descending " : " ")
                + Arrays.toString(a.elements()));
        Tensor x = Case.tensor(a);
        IndexedValues sorted = x.sort(axis, descending);
        double[] values = new double[a.size()];
        double[] indices = new double[a.size()];
        for (int[] line : lines(a, axis)) {
            Integer[] order = new Integer[extent];
            Arrays.setAll(order, i -> i);
            Arrays.sort(
                    order,
                    (p, q) -> Double.compare(a.elements()[line[p]], a.elements()[line[q]]) * (descending ? -1 : 1));
            for (int i = 0; i < extent; i++) {
                values[line[i]] = a.elements()[line[order[i]]];
                indices[line[i]] = order[i];
            }
        }
        trial.same(Model.of(values, a.shape()), sorted.values());
        trial.same(Model.of(indices, a.shape()), sorted.indices());
        trial.same(Model.of(values, a.shape()), x.gather(axis, sorted.indices()));
        trial.same(Model.of(indices, a.shape()), x.argsort(axis, descending));
        if (extent > 0 && descending) {
            int k = trial.between(1, extent);
            trial.same(
                    Model.of(values, a.shape()).slice(axis, 0, k, 1),
                    x.topk(k, axis).values());
            trial.same(Model.of(values, a.shape()).select(axis, 0), x.max(axis).values());
            trial.same(Model.of(indices, a.shape()).select(axis, 0), x.max(axis).indices());
            trial.same(Model.of(indices, a.shape()).select(axis, 0), x.argmax(axis));
        }
        if (extent > 0 && !descending) {
            trial.same(Model.of(values, a.shape()).select(axis, 0), x.amin(axis, false));
            trial.same(Model.of(indices, a.shape()).select(axis, 0), x.argmin(axis));
        }
    }

    /** A mask picks the elements where it holds, in order; where it does not, filling leaves them. */
    static void masks(long seed) {
        Case trial = new Case(seed);
        Model a = trial.model(trial.shape());
        trial.tell(Arrays.toString(a.shape()));
        Tensor x = Case.tensor(a);
        Tensor mask = x.gt(2);
        List<Integer> chosen = new ArrayList<>();
        double[] filled = a.elements();
        for (int i = 0; i < a.size(); i++) {
            if (a.elements()[i] > 2) {
                chosen.add(i);
                filled[i] = -1;
            }
        }
        double[] picked = chosen.stream().mapToDouble(i -> a.elements()[i]).toArray();
        trial.same(Model.of(picked, picked.length), x.maskedSelect(mask));
        trial.same(Model.of(filled, a.shape()), x.maskedFill(mask, -1));
        double[] coordinates = chosen.stream()
                .flatMapToInt(i -> Arrays.stream(Model.coordinates(i, a.shape())))
                .asDoubleStream()
                .toArray();
        trial.same(Model.of(coordinates, chosen.size(), a.rank()), mask.nonzero());
        trial.same(new double[] {chosen.size()}, mask.sum().toDoubleArray());
    }
}
