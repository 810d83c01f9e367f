package nabla;

import nabla.io.Decimals;
import nabla.op.DType;
import nabla.op.GradMode;
import nabla.op.MapOp;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.Shape;
import nabla.op.ShapeException;
import nabla.random.Generator;

/**
 * Methods whose names end in an underscore: they write to the memory, every tensor that looks at it sees the change, and
 * they return the tensor itself.
 */
abstract sealed class TensorWrites extends TensorIndexing permits TensorReading {

    private Tensor self() {
        return (Tensor) this;
    }

    /** Puts a value of this tensor's shape and type into the memory. */
    abstract void put(Node value);

    /**
     * @throws IllegalStateException with PyTorch's words if this is a leaf that requires gradients, or a view of one
     */
    abstract void checkWritable();

    private Tensor write(Node value) {
        if (GradMode.isEnabled()) {
            checkWritable();
        }
        Node fitting = Promotion.to(value, dtype());
        if (!fitting.shape().equals(shape())) {
            if (!Shape.broadcast("in-place", shape(), fitting.shape()).equals(shape())) {
                throw new ShapeException("output with shape " + shape() + " doesn't match the broadcast shape "
                        + Shape.broadcast("in-place", shape(), fitting.shape()));
            }
            fitting = Ops.expand(fitting, shape());
        }
        if (numel() > 0) {
            put(fitting);
        }
        return self();
    }

    /** Writes the result of arithmetic, which must not be of a higher kind than this tensor. */
    private Tensor result(Tensor value) {
        if (Promotion.meeting(dtype(), value.dtype()) != dtype()) {
            throw new IllegalArgumentException("result type " + value.dtype()
                    + " can't be cast to the desired output type " + dtype()
                    + "\n  Hint: to(DType." + value.dtype().name() + ") first, or the method without the underscore.");
        }
        return write(value.node());
    }

    private Tensor mapped(MapOp op) {
        return result(map(op));
    }

    /** Writes the other tensor's numbers, broadcast and converted, into this one's memory. */
    public final Tensor copy_(Tensor other) {
        checkDevice("copy_", other);
        return write(other.node());
    }

    public final Tensor fill_(double value) {
        return write(Ops.fill(value, dtype()));
    }

    public final Tensor zero_() {
        return fill_(0);
    }

    public final Tensor add_(Tensor other) {
        return result(add(other));
    }

    public final Tensor add_(double other) {
        return result(add(other));
    }

    public final Tensor sub_(Tensor other) {
        return result(sub(other));
    }

    public final Tensor sub_(double other) {
        return result(sub(other));
    }

    public final Tensor mul_(Tensor other) {
        return result(mul(other));
    }

    public final Tensor mul_(double other) {
        return result(mul(other));
    }

    public final Tensor div_(Tensor other) {
        return result(div(other));
    }

    public final Tensor div_(double other) {
        return result(div(other));
    }

    public final Tensor pow_(double exponent) {
        return result(pow(exponent));
    }

    public final Tensor neg_() {
        return mapped(Maps.NEG);
    }

    public final Tensor abs_() {
        return mapped(Maps.ABS);
    }

    public final Tensor square_() {
        return mapped(Maps.SQUARE);
    }

    public final Tensor exp_() {
        return result(exp());
    }

    public final Tensor log_() {
        return result(log());
    }

    public final Tensor sqrt_() {
        return result(sqrt());
    }

    public final Tensor relu_() {
        return mapped(Maps.RELU);
    }

    public final Tensor sigmoid_() {
        return result(sigmoid());
    }

    public final Tensor tanh_() {
        return result(tanh());
    }

    public final Tensor clamp_(double min, double max) {
        return result(clamp(min, max));
    }

    /** Writes {@code value} where the mask is true. */
    public final Tensor maskedFill_(Tensor mask, double value) {
        return result(maskedFill(mask, value));
    }

    /** Writes each element of {@code source} to the place along an axis that the index names; of several the last stays. */
    public final Tensor scatter_(int dim, Tensor indices, Tensor source) {
        int at = scatterable("scatter", dim, indices, source);
        Tensor region = region(at, indices);
        Tensor part = ((TensorWrites) source).region(-1, indices);
        Node places = Ops.checkedIndices(indices.node(), size(at));
        region.copy_(made(Scatter.last(region.node(), at, places, part.node())));
        return self();
    }

    /** Writes a number to each place along an axis that an index names. */
    public final Tensor scatter_(int dim, Tensor indices, double value) {
        Tensor source = made(Ops.expand(Ops.fill(value, dtype()), indices.shape()));
        return scatter_(dim, indices, source);
    }

    /** Adds each element of {@code source} to the place along an axis that the index names. */
    public final Tensor scatterAdd_(int dim, Tensor indices, Tensor source) {
        int at = scatterable("scatter_add", dim, indices, source);
        Tensor region = region(at, indices);
        Tensor part = ((TensorWrites) source).region(-1, indices);
        Node places = Ops.checkedIndices(indices.node(), size(at));
        Node added = Ops.map(Maps.ADD, region.node(), Ops.scatterAdd(part.node(), at, places, region.shape()));
        region.copy_(made(added));
        return self();
    }

    private int scatterable(String operation, int dim, Tensor indices, Tensor source) {
        int at = axis(operation, dim);
        checkIndices(operation, indices);
        checkDevice(operation, source);
        checkFits(operation, at, indices, shape(), "self");
        checkFits(operation, -1, indices, source.shape(), "src");
        if (source.dtype() != dtype()) {
            throw new IllegalArgumentException(
                    operation + "(): Expected self.dtype to be equal to src.dtype, but they are " + dtype() + " and "
                            + source.dtype() + ".");
        }
        return at;
    }

    /** The first elements of each axis, as many as the indices have; all of one axis. */
    private Tensor region(int whole, Tensor indices) {
        Tensor result = self();
        for (int axis = 0; axis < dim(); axis++) {
            if (axis != whole) {
                result = result.narrow(axis, 0, indices.size(axis));
            }
        }
        return result;
    }

    /** Fills with uniform numbers in [from, to) from the default generator. */
    public final Tensor uniform_(double from, double to) {
        checkFloat("uniform_");
        if (from > to) {
            throw new IllegalArgumentException("uniform_ expects to return a [from, to) range, but found from="
                    + Decimals.shortest(from) + " > to=" + Decimals.shortest(to));
        }
        if (dtype() == DType.FLOAT64) {
            double[] values = new double[numel()];
            Generator.defaultGenerator().uniform(values, from, to);
            return write(Ops.data(shape(), DType.FLOAT64, () -> values));
        }
        float[] values = new float[numel()];
        Generator.defaultGenerator().uniform(values, from, to);
        return write(Ops.data(shape(), DType.FLOAT32, () -> values));
    }

    /** Fills with normal numbers from the default generator. */
    public final Tensor normal_(double mean, double std) {
        checkFloat("normal_");
        if (!(std >= 0)) {
            throw new IllegalArgumentException("normal expects std >= 0.0, but found std " + Decimals.shortest(std));
        }
        if (dtype() == DType.FLOAT64) {
            double[] values = new double[numel()];
            Generator.defaultGenerator().normal(values, mean, std);
            return write(Ops.data(shape(), DType.FLOAT64, () -> values));
        }
        float[] values = new float[numel()];
        Generator.defaultGenerator().normal(values, mean, std);
        return write(Ops.data(shape(), DType.FLOAT32, () -> values));
    }

    private void checkFloat(String operation) {
        if (!dtype().isFloat()) {
            throw new IllegalStateException("\"" + operation + "\" not implemented for '" + dtype()
                    + "'\n  Hint: random numbers fill float tensors; randint makes whole ones.");
        }
    }
}
