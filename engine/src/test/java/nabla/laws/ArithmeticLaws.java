package nabla.laws;

import java.util.Arrays;
import nabla.Tensor;

/** Broadcasting, matrix products and reductions. */
final class ArithmeticLaws {
    private ArithmeticLaws() {}

    /** Two numbers make one. */
    private interface Binary {
        double of(double a, double b);
    }

    /** a + b is b + a, and each element comes from the two at its coordinates, where an extent of 1 counts as 0. */
    static void broadcasting(long seed) {
        Case trial = new Case(seed);
        int[] full = trial.shape();
        Model a = trial.model(shrunk(trial, full));
        Model b = trial.model(shrunk(trial, full));
        trial.tell(Arrays.toString(a.shape()) + " with " + Arrays.toString(b.shape()));
        int[] shape = broadcast(a.shape(), b.shape());
        Tensor x = Case.tensor(a);
        Tensor y = Case.tensor(b);
        trial.same(each(a, b, shape, Double::sum), x.add(y));
        trial.same(each(b, a, shape, Double::sum), x.add(y));
        trial.same(each(a, b, shape, (p, q) -> p - q), x.sub(y));
        trial.same(each(b, a, shape, (p, q) -> p - q), y.sub(x));
        trial.same(each(a, b, shape, (p, q) -> p * q), x.mul(y));
        trial.same(each(a, b, shape, Math::max), x.maximum(y));
        trial.same(each(a, b, shape, (p, q) -> p < q ? 1 : 0), x.lt(y));
        trial.same(each(a, b, shape, (p, q) -> p < q ? p : q), x.lt(y).where(x, y));
    }

    private static int[] shrunk(Case trial, int[] full) {
        int dropped = trial.below(full.length + 1) * trial.below(2);
        int[] shape = Arrays.copyOfRange(full, dropped, full.length);
        for (int i = 0; i < shape.length; i++) {
            shape[i] = trial.below(3) == 0 ? 1 : shape[i];
        }
        return shape;
    }

    static int[] broadcast(int[] a, int[] b) {
        int[] shape = new int[Math.max(a.length, b.length)];
        for (int i = 1; i <= shape.length; i++) {
            int p = i <= a.length ? a[a.length - i] : 1;
            int q = i <= b.length ? b[b.length - i] : 1;
            shape[shape.length - i] = p == 1 ? q : p;
        }
        return shape;
    }

    private static Model each(Model a, Model b, int[] shape, Binary operation) {
        double[] left = a.expand(shape).elements();
        double[] right = b.expand(shape).elements();
        double[] result = new double[left.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = operation.of(left[i], right[i]);
        }
        return Model.of(result, shape);
    }

    /** Axes can be summed together or one after another in any order; what is kept broadcasts back. */
    static void sums(long seed) {
        Case trial = new Case(seed);
        Model a = trial.model(trial.shape(trial.between(1, 4)));
        int[] order = trial.permutation(a.rank());
        int[] dims = Arrays.copyOf(order, trial.between(1, a.rank()));
        trial.tell("axes " + Arrays.toString(dims) + " of " + Arrays.toString(a.shape()));
        Model expected = reduced(a, dims, 0, Double::sum);
        Tensor x = Case.tensor(a);
        trial.same(expected, x.sum(dims, true));
        Tensor stepwise = x;
        for (int dim : trial.permutation(dims.length)) {
            stepwise = stepwise.sum(dims[dim], true);
        }
        trial.same(expected, stepwise);
        int[] left = kept(a.shape(), dims);
        trial.same(expected.reshape(left), x.sum(dims, false));
        trial.same(expected.expand(a.shape()), x.sum(dims, true).expandAs(x));
        trial.same(reduced(a, order, 0, Double::sum).reshape(), x.sum());
        if (a.size() > 0) {
            Tensor most = x;
            Tensor least = x;
            for (int dim : dims) {
                most = most.amax(dim, true);
                least = least.amin(dim, true);
            }
            trial.same(reduced(a, dims, Double.NEGATIVE_INFINITY, Math::max), most);
            trial.same(reduced(a, dims, Double.POSITIVE_INFINITY, Math::min), least);
        }
    }

    private static int[] kept(int[] shape, int[] dims) {
        int[] result = new int[shape.length - dims.length];
        int next = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            if (!contains(dims, axis)) {
                result[next++] = shape[axis];
            }
        }
        return result;
    }

    private static boolean contains(int[] array, int value) {
        for (int each : array) {
            if (each == value) {
                return true;
            }
        }
        return false;
    }

    private static Model reduced(Model a, int[] dims, double start, Binary operation) {
        int[] shape = a.shape().clone();
        for (int dim : dims) {
            shape[dim] = 1;
        }
        double[] result = new double[Model.size(shape)];
        Arrays.fill(result, start);
        for (int i = 0; i < a.size(); i++) {
            int[] at = Model.coordinates(i, a.shape());
            for (int dim : dims) {
                at[dim] = 0;
            }
            int into = Model.number(at, shape);
            result[into] = operation.of(result[into], a.elements()[i]);
        }
        return Model.of(result, shape);
    }

    /** The product of matrices, with broadcast batches, is a sum over the inner axis; turned over, the factors change places. */
    static void products(long seed) {
        Case trial = new Case(seed);
        int[] batch = trial.shape(trial.below(3));
        int rows = trial.between(1, 5);
        int inner = trial.between(1, 5);
        int columns = trial.between(1, 5);
        Model a = trial.model(append(shrunk(trial, batch), rows, inner));
        Model b = trial.model(append(shrunk(trial, batch), inner, columns));
        trial.tell(Arrays.toString(a.shape()) + " times " + Arrays.toString(b.shape()));
        int[] common = broadcast(batchOf(a), batchOf(b));
        Model left = a.expand(append(common, rows, inner));
        Model right = b.expand(append(common, inner, columns));
        int[] shape = append(common, rows, columns);
        double[] result = new double[Model.size(shape)];
        for (int i = 0; i < result.length; i++) {
            int[] at = Model.coordinates(i, shape);
            int[] p = at.clone();
            int[] q = at.clone();
            for (int k = 0; k < inner; k++) {
                p[p.length - 1] = k;
                q[q.length - 2] = k;
                result[i] += left.get(p) * right.get(q);
            }
        }
        Tensor x = Case.tensor(a);
        Tensor y = Case.tensor(b);
        Model expected = Model.of(result, shape);
        trial.same(expected, x.matmul(y));
        trial.same(expected, y.transpose(-2, -1).matmul(x.transpose(-2, -1)).transpose(-2, -1));
    }

    private static int[] batchOf(Model matrices) {
        return Arrays.copyOf(matrices.shape(), matrices.rank() - 2);
    }

    private static int[] append(int[] shape, int rows, int columns) {
        int[] result = Arrays.copyOf(shape, shape.length + 2);
        result[shape.length] = rows;
        result[shape.length + 1] = columns;
        return result;
    }
}
