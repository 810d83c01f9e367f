package nabla.backend.reference;

import java.util.ArrayList;
import java.util.List;
import nabla.compile.Atom;
import nabla.compile.Bound;
import nabla.compile.Index;
import nabla.compile.Symbolic;
import nabla.op.ContractOp;
import nabla.op.Node;
import nabla.op.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A contraction's addresses as sums of two numbers: one by the element of the output, one by the step of the sum. Most
 * contractions have such; those that divide coordinates, as a stride's gradient does, have not.
 */
final class AddressTables {
    private final int steps;
    private final Table first;
    private final Table second;
    private final List<Table> bounds = new ArrayList<>();
    private final List<Integer> extents = new ArrayList<>();

    /** What to add for an element of the output, and what for a step. */
    private record Table(int[] byElement, int[] byStep) {
        int at(int element, int step) {
            return byElement[element] + byStep[step];
        }
    }

    private AddressTables(Index first, Index second, List<Bound> bounds, int[] output, int[] reduced) {
        steps = Shape.of(reduced).size();
        this.first = table(first, output, reduced);
        this.second = table(second, output, reduced);
        for (Bound bound : bounds) {
            this.bounds.add(table(bound.value(), output, reduced));
            extents.add(bound.extent());
        }
    }

    /** The tables of a contraction, or null if it has none. */
    static @Nullable AddressTables of(ContractOp op, Node node) {
        int[] output = node.shape().toArray();
        int[] reduced = op.reduced(node);
        List<Index> at = new ArrayList<>();
        for (int axis = 0; axis < output.length; axis++) {
            at.add(Index.loop(axis, output[axis]));
        }
        List<Index> inner = new ArrayList<>();
        for (int i = 0; i < reduced.length; i++) {
            inner.add(Index.loop(output.length + i, reduced[i]));
        }
        Symbolic arithmetic = new Symbolic(scalar -> scalar.ordinal);
        Index first =
                linear(op.first(at, inner, node, arithmetic), node.input(0).shape());
        Index second =
                linear(op.second(at, inner, node, arithmetic), node.input(1).shape());
        boolean isAffine = first.isAffine() && second.isAffine();
        for (Bound bound : arithmetic.bounds()) {
            isAffine &= bound.value().isAffine();
        }
        return isAffine ? new AddressTables(first, second, arithmetic.bounds(), output, reduced) : null;
    }

    private static Index linear(List<Index> coordinates, Shape shape) {
        return Index.linear(coordinates.toArray(new Index[0]), shape.strides());
    }

    private static Table table(Index index, int[] output, int[] reduced) {
        int[] strides = new int[output.length + reduced.length];
        for (int i = 0; i < index.terms(); i++) {
            strides[((Atom.Loop) index.atom(i)).axis()] = index.coefficient(i);
        }
        int[] byElement = offsets(output, strides, 0);
        for (int i = 0; i < byElement.length; i++) {
            byElement[i] += index.constant();
        }
        return new Table(byElement, offsets(reduced, strides, output.length));
    }

    private static int[] offsets(int[] extents, int[] strides, int from) {
        int[] offsets = new int[Shape.of(extents).size()];
        for (int k = 0; k < offsets.length; k++) {
            int rest = k;
            for (int axis = extents.length - 1; axis >= 0; axis--) {
                offsets[k] += rest % extents[axis] * strides[from + axis];
                rest /= extents[axis];
            }
        }
        return offsets;
    }

    /** The sums of products, in the order of the steps. */
    double[] contract(double[] a, double[] b, int size) {
        double[] result = new double[size];
        for (int k = 0; k < size; k++) {
            double sum = 0;
            for (int s = 0; s < steps; s++) {
                if (bounds.isEmpty() || isInside(k, s)) {
                    sum += a[first.at(k, s)] * b[second.at(k, s)];
                }
            }
            result[k] = sum;
        }
        return result;
    }

    private boolean isInside(int element, int step) {
        for (int i = 0; i < bounds.size(); i++) {
            int value = bounds.get(i).at(element, step);
            if (value < 0 || value >= extents.get(i)) {
                return false;
            }
        }
        return true;
    }
}
