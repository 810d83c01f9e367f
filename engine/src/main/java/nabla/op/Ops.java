package nabla.op;

import java.util.Arrays;
import java.util.List;

/**
 * Makes nodes: the words that tensors, losses and gradients are written in. Shapes and types are checked here, so a
 * node that exists is sound.
 */
public final class Ops {
    private Ops() {}

    /** A leaf whose elements, row-major, the supplier gives when the device first needs them. */
    public static Node data(Shape shape, DType type, LeafOp.Contents array) {
        return Node.of(new LeafOp.Data(array), shape, type);
    }

    /** A number that is given anew with each run and is no part of a plan's key. */
    public static Node scalar(double value, DType type) {
        return Node.of(new LeafOp.Scalar(value), Shape.SCALAR, type);
    }

    /** A scalar constant that is part of the plan. */
    public static Node fill(double value, DType type) {
        return Node.of(new LeafOp.Fill(value), Shape.SCALAR, type);
    }

    /** The whole numbers 0 to {@code count} - 1, as int64 [count]. */
    public static Node range(int count) {
        return Node.of(LeafOp.Range.OP, Shape.of(count), DType.INT64);
    }

    /**
     * Numbers uniform in [0, 1), float32, that their places and a seed decide.
     *
     * @param seed an int64 scalar; given as {@link #scalar}, every step of a training loop replays one plan
     */
    public static Node random(Shape shape, Node seed) {
        return map(Maps.RANDOM, reshape(range(shape.size()), shape), seed);
    }

    /**
     * An elementwise operation over inputs that broadcast.
     *
     * @throws ShapeException if they do not
     */
    public static Node map(MapOp op, Node... inputs) {
        Shape shape = inputs[0].shape();
        for (int i = 1; i < inputs.length; i++) {
            shape = Shape.broadcast(op.name(), shape, inputs[i].shape());
        }
        return Node.of(op, shape, op.type(inputs), inputs);
    }

    /** An elementwise operation over one input. */
    public static Node map(MapOp op, Node input) {
        return Node.of(op, input.shape(), op.type(input), input);
    }

    /** An elementwise operation over two inputs that broadcast, as {@link #map(MapOp, Node...)}. */
    public static Node map(MapOp op, Node a, Node b) {
        return Node.of(op, Shape.broadcast(op.name(), a.shape(), b.shape()), op.type(a, b), a, b);
    }

    /** Reduces these axes, given in rising order, and drops them. No axes: the input itself. */
    public static Node reduce(ReduceOp.Kind kind, Node input, int... axes) {
        if (!kind.isPosition() && reducesNothing(input.shape(), axes)) {
            return reshape(input, new ReduceOp(kind, axes).shape(input.shape()));
        }
        ReduceOp op = new ReduceOp(kind, axes);
        return Node.of(op, op.shape(input.shape()), kind.isPosition() ? DType.INT64 : input.type(), input);
    }

    private static boolean reducesNothing(Shape shape, int[] axes) {
        for (int axis : axes) {
            if (shape.get(axis) != 1) {
                return false;
            }
        }
        return true;
    }

    /** All axes of a shape, for a reduction of everything. */
    public static int[] allAxes(Shape shape) {
        int[] axes = new int[shape.rank()];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = i;
        }
        return axes;
    }

    /** Sums a broadcast value back to the shape it was broadcast from. */
    public static Node sumTo(Node value, Shape shape) {
        if (value.shape().equals(shape)) {
            return value;
        }
        int extra = value.shape().rank() - shape.rank();
        int[] axes = new int[value.shape().rank()];
        int count = 0;
        for (int axis = 0; axis < axes.length; axis++) {
            boolean stretched = axis < extra
                    || shape.get(axis - extra) == 1 && value.shape().get(axis) != 1;
            if (stretched) {
                axes[count++] = axis;
            }
        }
        return reshape(reduce(ReduceOp.Kind.SUM, value, Arrays.copyOf(axes, count)), shape);
    }

    /**
     * The same elements under another shape.
     *
     * @throws ShapeException with PyTorch's words if the number of elements differs
     */
    public static Node reshape(Node input, Shape shape) {
        if (input.shape().equals(shape)) {
            return input;
        }
        if (input.shape().size() != shape.size()) {
            throw new ShapeException("shape '" + shape + "' is invalid for input of size "
                    + input.shape().size());
        }
        if (input.op() instanceof Reshape
                && input.memory() == null
                && input.accumulateGrad() == null
                && input.input(0).shape().equals(shape)
                && input.requiresGrad() == input.input(0).requiresGrad()) {
            return input.input(0);
        }
        return Node.of(new Reshape(shape), shape, input.type(), input);
    }

    /** Axis i of the result is axis {@code order[i]}. A fresh product turned over is the product of its factors turned over. */
    public static Node permute(Node input, int... order) {
        for (int axis = 0; axis < order.length; axis++) {
            if (order[axis] != axis) {
                return permute(input, Permute.of(order));
            }
        }
        return input;
    }

    static Node permute(Node input, Permute op) {
        if (op.isTranspose()) {
            boolean isFreshProduct = input.op() instanceof Matmul && input.memory() == null && !input.requiresGrad();
            if (isFreshProduct) {
                return matmul(turned(input.input(1)), turned(input.input(0)));
            }
            if (isTurned(input)
                    && input.shape().rank() == 2
                    && input.requiresGrad() == input.input(0).requiresGrad()) {
                return input.input(0);
            }
        }
        return Node.of(op, op.shape(input.shape()), input.type(), input);
    }

    private static boolean isTurned(Node node) {
        return node.op() == Permute.MATRIX && node.inputs() == 1;
    }

    /** A factor of a product without gradient, turned over: the factor that was turned over before, if it was. */
    private static Node turned(Node factor) {
        return isTurned(factor) && !GradMode.isEnabled() ? factor.input(0) : transpose(factor);
    }

    /** The last two axes exchanged. */
    public static Node transpose(Node input) {
        int rank = input.shape().rank();
        if (rank == 2) {
            return permute(input, Permute.MATRIX);
        }
        int[] order = allAxes(input.shape());
        order[rank - 1] = rank - 2;
        order[rank - 2] = rank - 1;
        return permute(input, order);
    }

    public static Node expand(Node input, Shape shape) {
        return input.shape().equals(shape) ? input : Node.of(new Expand(shape), shape, input.type(), input);
    }

    /** {@code count} elements of an axis from {@code start}, {@code step} apart. */
    public static Node slice(Node input, int axis, int start, int count, int step) {
        if (start == 0 && step == 1 && count == input.shape().get(axis)) {
            return input;
        }
        return Node.of(new Slice(axis, start, count, step), input.shape().with(axis, count), input.type(), input);
    }

    /** The first axis from a scalar's value on, {@code count} elements. No gradient flows. */
    public static Node narrow(Node input, Node start, int count) {
        return Node.withoutGrad(new DynamicSlice(count), input.shape().with(0, count), input.type(), input, start);
    }

    /** Zeros of {@code extent} along an axis, with the input at {@code start}, {@code start + step}, ... */
    public static Node pad(Node input, int axis, int start, int extent, int step) {
        return Node.of(new Pad(axis, start, extent, step), input.shape().with(axis, extent), input.type(), input);
    }

    public static Node flip(Node input, int axis) {
        return Node.of(new Flip(axis), input.shape(), input.type(), input);
    }

    /** What a sliding kernel sees; places outside the picture hold {@code outside}. */
    public static Node windows(Node picture, Window window, double outside) {
        Windows op = new Windows(window, outside);
        return Node.of(op, op.shape(picture.shape()), picture.type(), picture);
    }

    /**
     * The base with what a view of it shows replaced by {@code value}.
     *
     * @throws IllegalStateException with PyTorch's words if the view shows an element more than once
     */
    public static Node put(ViewOp view, Node base, Node value) {
        return view.put(base, value);
    }

    static Node fold(Node windows, Window window, Shape picture) {
        Shape kernel = windows.shape();
        Shape byElement =
                Shape.of(picture.get(0), picture.get(1), picture.get(2), picture.get(3), kernel.get(4), kernel.get(5));
        Fold op = new Fold(window, kernel, byElement, false);
        return Node.of(op, op.shape(), windows.type(), windows);
    }

    /** The same values, without gradient. */
    public static Node detach(Node input) {
        return Node.withoutGrad(Detach.OP, input.shape(), input.type(), input);
    }

    /**
     * A value with a gradient that is told instead of derived.
     *
     * @param value made of what {@link #detach} gives of {@code of}
     * @param of the input that the gradient is for, of the value's shape
     */
    public static Node withGradient(Node value, Node of, Shortcut.Slope slope) {
        return of.requiresGrad() ? Node.of(new Shortcut(slope), value.shape(), value.type(), value, of) : value;
    }

    /** A leaf of the gradient's graph that shows the input's values; gradients that reach it are added up in {@code into}. */
    public static Node leaf(Node input, AccumulateGrad into) {
        return Node.leaf(Detach.OP, input.shape(), input.type(), into, input);
    }

    /** As {@link #leaf(Node, AccumulateGrad)} of a view of the input; of a part of an arena in one node. */
    public static Node leaf(ViewOp view, Shape shape, Node input, AccumulateGrad into) {
        boolean isPart = view instanceof Slice || view instanceof Reshape;
        return isPart && !input.requiresGrad()
                ? Node.leaf(view, shape, input.type(), into, input)
                : leaf(Node.of(view, shape, input.type(), input), into);
    }

    /** Matrix product; shapes were checked by the caller: [..., M, K] x [..., K, N]. */
    public static Node matmul(Node a, Node b) {
        return Node.of(Matmul.OP, a.shape().with(a.shape().rank() - 1, b.shape().get(-1)), a.type(), a, b);
    }

    /**
     * Convolution; shapes were checked by the caller.
     *
     * @param picture [N, C, H, W]
     * @param weight [O, C / groups, rows, columns]
     * @param groups how many groups of channels do not see each other; divides C and O
     * @return [N, O, positions down, positions right]
     */
    public static Node convolution(Node picture, Node weight, Window window, int groups) {
        Shape output = Shape.of(
                picture.shape().get(0),
                weight.shape().get(0),
                window.outputHeight(picture.shape().get(2)),
                window.outputWidth(picture.shape().get(3)));
        return convolution(Convolution.Part.OUTPUT, picture, weight, window, groups, output);
    }

    /**
     * The gradient of a convolution with respect to its picture as an operation of its own: each element of {@code input}
     * is spread over what the window at its position covers. Shapes were checked by the caller.
     *
     * @param input [N, C, positions down, positions right]
     * @param weight [C, O / groups, rows, columns]
     * @param height of the result; the window has as many positions on it as {@code input} has
     * @return [N, O, height, width]
     */
    public static Node transposedConvolution(
            Node input, Node weight, Window window, int groups, int height, int width) {
        Shape output = Shape.of(input.shape().get(0), weight.shape().get(1) * groups, height, width);
        return convolution(Convolution.Part.PICTURE, input, weight, window, groups, output);
    }

    private static Node convolution(
            Convolution.Part part, Node picture, Node weight, Window window, int groups, Shape output) {
        Convolution op = new Convolution(part, window);
        if (groups == 1) {
            return Node.of(op, output, picture.type(), picture, weight);
        }
        Shape kernel = weight.shape();
        Node groupedWeight =
                reshape(weight, Shape.of(groups, kernel.get(0) / groups, kernel.get(1), kernel.get(2), kernel.get(3)));
        Node groupedPicture = reshape(picture, grouped(picture.shape(), groups));
        return reshape(Node.of(op, grouped(output, groups), picture.type(), groupedPicture, groupedWeight), output);
    }

    private static Shape grouped(Shape shape, int groups) {
        return Shape.of(shape.get(0), groups, shape.get(1) / groups, shape.get(2), shape.get(3));
    }

    /** Rows of the first axis: source [R, ...], indices [n] of int64 in [0, R); result [n, ...]. */
    public static Node rows(Node source, Node indices) {
        Shape shape = source.shape().with(0, indices.shape().get(0));
        return Node.of(GatherOp.Rows.OP, shape, source.type(), source, indices);
    }

    /** The same indices; one that names no place of an axis is refused when they are read. */
    public static Node checkedIndices(Node indices, int extent) {
        Shape flat = Shape.of(indices.shape().size());
        return reshape(rows(range(extent), reshape(indices, flat)), indices.shape());
    }

    /** One element for each index along an axis; the result has the indices' shape. */
    public static Node gather(Node source, int axis, Node indices) {
        return Node.of(new GatherOp.Along(axis), indices.shape(), source.type(), source, indices);
    }

    /**
     * Sums at places that indices name: the gradient of {@link #gather}, and {@code scatter_add} onto zeros.
     *
     * @param source of the indices' shape
     * @param shape of the result; along other axes at least as long as the indices
     */
    public static Node scatterAdd(Node source, int axis, Node indices, Shape shape) {
        return GatherOp.Along.turnedRound(source, axis, indices, shape);
    }

    /** Inputs of one type, one after another along an axis. */
    public static Node concat(int axis, List<Node> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        int extent = 0;
        for (Node part : parts) {
            extent += part.shape().get(axis);
        }
        Node first = parts.get(0);
        return Node.of(
                new ConcatOp(axis),
                first.shape().with(axis, extent),
                first.type(),
                parts.toArray(new Node[parts.size()]));
    }
}
